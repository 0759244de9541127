using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Types;
using Lake.Text;

namespace Lake.Loader.Tables;

/// <summary>A declared column in the engine's own words, whichever spelling of the type the stream uses.</summary>
/// <param name="LongestText">Of <c>varchar(5)</c>; null for no limit.</param>
internal sealed record DeclaredColumn(string Name, SqlType Type, int? LongestText);

/// <summary>Asks the engine what the types of declared columns are.</summary>
internal static partial class DeclaredColumns
{
    /// <summary>Fails with all columns whose type is none, before any file is looked at.</summary>
    public static IReadOnlyList<DeclaredColumn> Read(StreamDefinition stream, IEngineSession session)
    {
        var wrong = new List<Diagnostic>();
        var columns = new List<DeclaredColumn>();
        foreach (var column in stream.Columns.Where(c => c.Type is not null))
        {
            try
            {
                var type = SqlType.Parse(session.DescribeQuery($"SELECT CAST(NULL AS {column.Type}) AS value")[0].Type);
                columns.Add(new DeclaredColumn(column.Name, TypeRules.Storable(type), LongestText(column.Type ?? "")));
            }
            catch (DiagnosticException e)
            {
                wrong.Add(LoaderRules.InvalidStream.At(
                    column.Location ?? stream.Location,
                    $"the column '{column.Name}' of the stream '{stream.Name}' has the type '{column.Type}', which is none: {e.Diagnostic.Message}",
                    e.Diagnostic.Hint ?? "types are those of SQL: bigint, decimal(10, 2), timestamp, varchar, boolean, date, …"));
            }
        }

        return wrong.Count == 0 ? columns : throw new DiagnosticException([.. wrong]);
    }

    private static int? LongestText(string type) =>
        TextLength().Match(type) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var length) ? length : null;

    [GeneratedRegex(@"^\s*(?:varchar|char|bpchar|text|string|nvarchar)\s*\(\s*(\d+)\s*\)\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TextLength();
}
