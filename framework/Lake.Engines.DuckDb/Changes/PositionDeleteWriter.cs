using System.Collections.Immutable;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Transactions;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Changes;

/// <summary>Writes the places of the changed rows as position delete files: one for each partition, sorted by file and row.</summary>
/// <param name="source">Whose rows are changed.</param>
internal sealed class PositionDeleteWriter(StatementContext context, LakeTable source)
{
    private const int FilePathId = 2147483546;
    private const int PositionId = 2147483545;

    public ImmutableArray<DataFile> Write(Transaction transaction, IReadOnlyList<FileScanTask> tasks) =>
        [.. tasks.GroupBy(task => (task.File.SpecId, task.File.Partition)).Select(group => Write(transaction, [.. group]))];

    private DataFile Write(Transaction transaction, ImmutableArray<FileScanTask> tasks)
    {
        var table = transaction.Stage();
        var first = tasks[0].File.Path;
        var folder = first.StartsWith(table.DataLocation + "/", StringComparison.Ordinal) ? first[..first.LastIndexOf('/')] : table.DataLocation;
        var location = $"{folder}/{OwnFile.NewName()}-deletes.parquet";
        context.Work.Writing(transaction, location);
        var rows = context.Duck.Query(
            $"COPY ({Places(tasks)}) "
            + $"TO {SqlText.Literal(context.Work.Catalog.Io.OutputPath(location))} (FORMAT parquet, COMPRESSION zstd, "
            + FormattableString.Invariant($"FIELD_IDS {{file_path: {FilePathId}, pos: {PositionId}}}, ")
            + "KV_METADATA {'delete-type': 'position'}, RETURN_STATS)");
        var written = WrittenFile.Read(rows[0]);
        var paths = tasks.Select(task => task.File.Path).Order(StringComparer.Ordinal).ToList();
        return new DataFile
        {
            Content = FileContent.PositionDeletes,
            Path = location,
            RecordCount = written.Rows,
            FileSizeInBytes = written.Size,
            SpecId = tasks[0].File.SpecId,
            Partition = tasks[0].File.Partition,
            ReferencedDataFile = tasks.Length == 1 ? paths[0] : null,
            Metrics = FileMetrics.OfPositionDeletes(paths, written),
        };
    }

    /// <summary>Sorted by the file's path, as the manifests have it, and the row.</summary>
    private string Places(ImmutableArray<FileScanTask> tasks)
    {
        if (tasks is [var only])
        {
            return $"SELECT {SqlText.Literal(only.File.Path)} AS file_path, {TableSql.PositionColumn} AS pos FROM {ChangeSource.Found} "
                + $"WHERE {TableSql.FileColumn} = {SqlText.Literal(source.PathOf(only.File.Path))} ORDER BY 2";
        }

        var names = string.Join(", ", tasks.Select(task => $"({SqlText.Literal(source.PathOf(task.File.Path))}, {SqlText.Literal(task.File.Path)})"));
        return $"SELECT n.file_path, c.{TableSql.PositionColumn} AS pos FROM {ChangeSource.Found} AS c "
            + $"JOIN (VALUES {names}) AS n(read_as, file_path) ON n.read_as = c.{TableSql.FileColumn} ORDER BY 1, 2";
    }
}
