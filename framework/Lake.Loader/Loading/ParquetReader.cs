using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>Parquet files, read where they are. Files of equal columns are read together.</summary>
internal sealed class ParquetReader(StreamDefinition stream, IEngineSession session) : IFormatReader
{
    private const string FileName = "lake_file_name";
    private const string RowNumber = "file_row_number";

    private readonly Dictionary<string, IReadOnlyList<RelationColumn>> _columns = new(StringComparer.Ordinal);

    public IReadOnlyList<RowSource> Read(IReadOnlyList<RawFile> files, FileProblems problems, CancellationToken cancellationToken)
    {
        var table = new RawTable(stream, session);
        table.Look();
        var groups = new List<(string Shape, IReadOnlyList<RelationColumn> Columns, List<RawFile> Files)>();
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Describe(file, problems) is not { } columns || HasConflict(table, file, columns, problems))
            {
                continue;
            }

            var shape = string.Join('\n', columns.Select(c => $"{c.Name} {c.Type}"));
            if (groups is [.., var last] && last.Shape == shape)
            {
                last.Files.Add(file);
            }
            else
            {
                groups.Add((shape, columns, [file]));
            }
        }

        return [.. groups.Select(g => Source(g.Files, g.Columns))];
    }

    public IReadOnlyList<RawFile> FindUnreadable(RowSource source, FileProblems problems, CancellationToken cancellationToken)
    {
        var unreadable = new List<RawFile>();
        foreach (var file in source.Files)
        {
            try
            {
                session.Execute($"SELECT max(hash(rows)) FROM {ReadParquet([file])} AS rows", cancellationToken).Dispose();
            }
            catch (DiagnosticException e)
            {
                problems.Unreadable(file, e.Diagnostic.Message);
                unreadable.Add(file);
            }
        }

        return unreadable;
    }

    public void Dispose()
    {
    }

    /// <summary>Each file once: within a transaction one that cannot be read would spoil it.</summary>
    private IReadOnlyList<RelationColumn>? Describe(RawFile file, FileProblems problems)
    {
        try
        {
            return _columns.TryGetValue(file.Name, out var known) ? known : _columns[file.Name] = session.DescribeQuery($"SELECT * FROM read_parquet({SqlText.Literal(file.FullPath)}, hive_partitioning = false)");
        }
        catch (DiagnosticException e)
        {
            problems.Unreadable(file, e.Diagnostic.Message);
            return null;
        }
    }

    private static bool HasConflict(RawTable table, RawFile file, IReadOnlyList<RelationColumn> columns, FileProblems problems)
    {
        foreach (var column in columns)
        {
            var type = table.TypeOf(column.Name, column.Type);
            if (RawTable.IsMetadata(column.Name))
            {
                problems.Conflict(file, $"its column '{column.Name}' has the name of a column that the loader adds");
                return true;
            }

            if (ColumnTypes.IsNested(column.Type) != ColumnTypes.IsNested(type))
            {
                problems.Conflict(file, $"its column '{column.Name}' is {column.Type}, the table's is {type}");
                return true;
            }
        }

        return false;
    }

    private RowSource Source(List<RawFile> files, IReadOnlyList<RelationColumn> columns)
    {
        var partitions = stream.PartitionColumns ? FileTable.Partitions(files, columns.Select(c => c.Name)) : [];
        var read = columns.Select(c => new RowColumn(c.Name, c.Type, $"rows.{SqlText.Identifier(c.Name)}", IsText: false));
        return new RowSource(
            files,
            $"{ReadParquet(files)} AS rows JOIN {FileTable.ToSql(files, partitions)} ON files.full_path = rows.{FileName}",
            [.. read, .. FileTable.Columns(partitions)],
            "files.source_file",
            $"rows.{RowNumber} + 1",
            "CAST(to_json(rows) AS VARCHAR)",
            []);
    }

    private static string ReadParquet(IEnumerable<RawFile> files) =>
        $"read_parquet([{string.Join(", ", files.Select(f => SqlText.Literal(f.FullPath)))}], "
        + $"hive_partitioning = false, filename = '{FileName}', file_row_number = true)";
}
