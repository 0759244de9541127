using System.Globalization;
using Lake.Loader.Files;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>The files of a batch as a table in SQL, to give each row its file's name and partition values.</summary>
internal static class FileTable
{
    /// <summary>A table <c>files (file_number, full_path, source_file, partition0, …)</c>.</summary>
    public static string ToSql(IReadOnlyList<RawFile> files, IReadOnlyList<string> partitions)
    {
        var rows = files.Select(file =>
        {
            var values = partitions.Select(p => file.Partitions.FirstOrDefault(q => RawTable.Same(q.Key, p)).Value is { } value ? SqlText.Literal(value) : "NULL");
            return $"({string.Join(", ", [file.Number.ToString(CultureInfo.InvariantCulture), SqlText.Literal(file.FullPath), SqlText.Literal(file.Name), .. values])})";
        });
        var names = partitions.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $", partition{i}"));
        return $"(VALUES {string.Join(", ", rows)}) AS files (file_number, full_path, source_file{string.Concat(names)})";
    }

    /// <summary>Partition columns, without those that the files' rows have themselves.</summary>
    public static IReadOnlyList<string> Partitions(IReadOnlyList<RawFile> files, IEnumerable<string> columns)
    {
        var taken = columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. files.SelectMany(f => f.Partitions).Select(p => p.Key).Distinct(StringComparer.OrdinalIgnoreCase).Where(p => !taken.Contains(p) && !RawTable.IsMetadata(p))];
    }

    public static IEnumerable<RowColumn> Columns(IReadOnlyList<string> partitions) =>
        partitions.Select((name, i) => new RowColumn(name, "VARCHAR", string.Create(CultureInfo.InvariantCulture, $"files.partition{i}"), IsText: true));
}
