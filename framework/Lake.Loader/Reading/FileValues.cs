using Lake.Loader.Files;
using Lake.Sql;

namespace Lake.Loader.Reading;

/// <summary>Values that hold for whole files, as SQL over the number of a row's file.</summary>
internal static class FileValues
{
    public static string ToSql(IReadOnlyList<RawFile> files, Func<RawFile, string?> value, string fileNumber)
    {
        var values = files.Select(f => value(f) is { } text ? SqlText.Literal(text) : "CAST(NULL AS VARCHAR)").ToList();
        return values.Distinct(StringComparer.Ordinal).Count() == 1 ? values[0] : $"[{string.Join(", ", values)}][CAST({fileNumber} AS BIGINT) + 1]";
    }

    /// <summary>A name for each file, as an ENUM.</summary>
    public static string Enumerated(IReadOnlyList<string> names, string fileNumber)
    {
        var texts = names.Select(SqlText.Literal).ToList();
        var type = $"ENUM({string.Join(", ", texts.Distinct(StringComparer.Ordinal))})";
        return texts.Count == 1 ? $"CAST({texts[0]} AS {type})" : $"CAST([{string.Join(", ", texts)}] AS {type}[])[CAST({fileNumber} AS BIGINT) + 1]";
    }

    /// <summary>Columns for the values in the names of folders, without those that the files' rows have themselves.</summary>
    public static IEnumerable<RowColumn> Partitions(IReadOnlyList<RawFile> files, IEnumerable<string> columns, string fileNumber)
    {
        var taken = columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return files.SelectMany(f => f.Partitions).Select(p => p.Key).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !taken.Contains(name))
            .Select(name => new RowColumn(name, Types.SqlType.Text, ToSql(files, f => Find(f, name), fileNumber)));
    }

    public static string? Find(RawFile file, string name) =>
        file.Partitions.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
