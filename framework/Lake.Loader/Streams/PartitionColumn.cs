using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Sql;

namespace Lake.Loader.Streams;

/// <summary>A column, or a transform of one, that parts the raw table: <c>region</c>, <c>day(created_at)</c>, <c>bucket(16, id)</c>.</summary>
/// <param name="Transform">In lower case; null for the column's own values.</param>
/// <param name="Argument">Of <c>bucket</c> and <c>truncate</c>.</param>
public sealed partial record PartitionColumn(string Column, string? Transform = null, int? Argument = null)
{
    /// <summary>Null when the text is none.</summary>
    public static PartitionColumn? Parse(string text)
    {
        if (Calls().Match(text) is not { Success: true } call)
        {
            return Name().IsMatch(text) ? new PartitionColumn(text.Trim()) : null;
        }

        var (transform, column) = (call.Groups[1].Value.ToLowerInvariant(), call.Groups[3].Value);
        var argument = call.Groups[2].Success ? int.Parse(call.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : (int?)null;
        var isKnown = argument is null ? transform is "year" or "month" or "day" or "hour" : transform is "bucket" or "truncate";
        return isKnown ? new PartitionColumn(column, transform, argument) : null;
    }

    /// <summary>As it stands behind <c>PARTITIONED BY</c>.</summary>
    public override string ToString() => Transform is null ? SqlText.Identifier(Column)
        : $"{Transform}({(Argument is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}, ") : "")}{SqlText.Identifier(Column)})";

    /// <summary>SQL that is equal for rows of one partition; null where the engine has no such function.</summary>
    /// <param name="table">The name that the rows go by.</param>
    public string? Value(string table)
    {
        var column = $"{table}.{SqlText.Identifier(Column)}";
        return Transform switch
        {
            null => column,
            "year" or "month" or "day" or "hour" => $"date_trunc('{Transform}', {column})",
            _ => null,
        };
    }

    [GeneratedRegex(@"^\s*([A-Za-z]+)\s*\(\s*(?:(\d{1,9})\s*,\s*)?(\w+)\s*\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Calls();

    [GeneratedRegex(@"^\s*\w+\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
