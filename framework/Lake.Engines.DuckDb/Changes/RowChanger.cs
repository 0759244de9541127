using System.Collections.Immutable;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Transactions;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Changes;

/// <summary>
/// Makes one snapshot of the changes that a statement found: files whose rows all go are left out, of the others either
/// the changed rows are marked as deleted or the rest is written anew, as the table asks.
/// </summary>
/// <param name="operation"><c>delete</c>, <c>update</c> or <c>merge</c>: which of the table's <c>write.*</c> properties count.</param>
internal sealed class RowChanger(StatementContext context, LakeTable table, string operation)
{
    /// <summary>A table that does not say how is changed in place only where that saves much.</summary>
    private const long LargeFiles = 250_000;
    private const long SmallShare = 20;
    private const int MostDeletes = 4;

    /// <summary>So few rows are written back in the order in which they stood.</summary>
    private const long FewRows = 100_000;

    /// <param name="newRows">A condition on the found rows that get into the table; null when none do.</param>
    public void Apply(string? newRows)
    {
        var touched = Touched();
        var partly = touched.Where(file => file.Changed + Marked(file.Task) < file.Task.File.RecordCount).ToList();
        var isMarked = partly.Count > 0 && IsMergeOnRead(partly);
        var transaction = context.Work.Change(table);
        var (deletes, replaced) = isMarked ? Mark(transaction, [.. partly.Select(file => file.Task)]) : ([], []);
        var rest = isMarked ? [] : partly.ConvertAll(file => file.Task);
        var added = NewRows(rest, newRows) is { } query ? new DataWriter(context).Write(transaction, query).Files : [];
        var removed = touched.Where(file => !isMarked || !partly.Contains(file)).Select(file => file.Task.File).Concat(replaced).ToImmutableArray();
        if (added.Length + deletes.Length + removed.Length == 0)
        {
            return;
        }

        transaction.Change(new RowChange
        {
            AddedFiles = added,
            AddedDeletes = deletes,
            RemovedFiles = removed,
            ReferencedFiles = isMarked ? [.. partly.Select(file => file.Task.File.Path)] : [],
            Isolation = Property("isolation-level") == "snapshot" ? IsolationLevel.Snapshot : IsolationLevel.Serializable,
        });
        context.Work.Staged(table.Id, transaction);
    }

    private (ImmutableArray<DataFile> Added, ImmutableArray<DataFile> Replaced) Mark(Transaction transaction, ImmutableArray<FileScanTask> tasks) =>
        HasVectors ? new VectorWriter(context, table).Write(transaction, tasks) : (new PositionDeleteWriter(context, table).Write(transaction, tasks), []);

    /// <summary>Where rows have numbers they stay where they are, as a copy would be numbered anew.</summary>
    private bool HasVectors => table.Table.Metadata.FormatVersion >= 3;

    /// <summary>The files of the changed rows.</summary>
    private List<TouchedFile> Touched()
    {
        var byPath = table.Files.ToDictionary(task => table.PathOf(task.File.Path));
        var rows = context.Duck.Query(
            $"SELECT {TableSql.FileColumn}, count(*), count(DISTINCT {TableSql.PositionColumn}) FROM {ChangeSource.Found} WHERE {TableSql.FileColumn} IS NOT NULL GROUP BY 1 ORDER BY 1");
        if (rows.Exists(row => !Equals(row[1], row[2])))
        {
            throw EngineRules.MergeSeveralMatches.Error(
                context.At(context.Statement.Tokens[0].Span),
                $"Several rows of the source match one row of '{table.Id}'.",
                "make the source unique on the columns of the condition, for example with QUALIFY row_number() OVER (PARTITION BY …) = 1");
        }

        return rows.ConvertAll(row => new TouchedFile(byPath[row[0] as string ?? ""], row[1] as long? ?? 0));
    }

    private bool IsMergeOnRead(List<TouchedFile> files)
    {
        if (table.Table.Metadata.FormatVersion < 2 || HasVectors)
        {
            return HasVectors;
        }

        return Property("mode") switch
        {
            TableProperties.MergeOnRead => true,
            TableProperties.CopyOnWrite => false,
            _ => files.Sum(file => file.Task.File.RecordCount) >= LargeFiles
                && files.Sum(file => file.Changed) * SmallShare <= files.Sum(file => file.Task.File.RecordCount)
                && files.TrueForAll(file => file.Task.PositionDeletes.Length < MostDeletes),
        };
    }

    /// <summary>The rows that stay in files to be written anew, and the new ones; null when there are none of either.</summary>
    private SqlComposer? NewRows(List<FileScanTask> rest, string? newRows)
    {
        var schema = table.Table.Schema;
        var isFew = rest.Sum(task => task.File.RecordCount) <= FewRows;
        var places = isFew ? $", {TableSql.FileColumn}, {TableSql.PositionColumn}" : "";
        var columns = string.Join(", ", schema.Fields.Select(field => SqlText.Identifier(field.Name)));
        var apart = rest.Count <= 64;
        var parts = apart
            ? rest.Select(task => Kept([task], columns + places, $"{TableSql.PositionColumn} NOT IN (SELECT {TableSql.PositionColumn} FROM {ChangeSource.Found} WHERE {TableSql.FileColumn} = {SqlText.Literal(table.PathOf(task.File.Path))})")).ToList()
            : [Kept(rest, columns + places, $"({TableSql.FileColumn}, {TableSql.PositionColumn}) NOT IN (SELECT ({TableSql.FileColumn}, {TableSql.PositionColumn}) FROM {ChangeSource.Found} WHERE {TableSql.FileColumn} IS NOT NULL)")];
        if (newRows is not null)
        {
            var values = schema.Fields.Select((field, i) => $"{ChangeSource.Value(i)} AS {SqlText.Identifier(field.Name)}");
            parts.Add($"SELECT {string.Join(", ", values)}{places} FROM {ChangeSource.Found} WHERE {newRows}");
        }

        var rows = string.Join("\nUNION ALL\n", parts);
        return parts.Count == 0 ? null : new SqlComposer(context.Source).Add(isFew ? $"SELECT {columns} FROM ({rows}) AS changed ORDER BY {PlaceOrder}" : rows);
    }

    /// <summary>The place where a row stood; new rows come last.</summary>
    private string PlaceOrder =>
        $"list_position([{string.Join(", ", table.Files.Select(task => SqlText.Literal(table.PathOf(task.File.Path))))}]::VARCHAR[], {TableSql.FileColumn}) NULLS LAST, {TableSql.PositionColumn} NULLS LAST";

    private string Kept(IEnumerable<FileScanTask> tasks, string columns, string condition) =>
        $"SELECT {columns} FROM ({new TableSql(context.Duck, table).Select([.. tasks], withPlaces: true)}) AS kept WHERE {condition}";

    private string? Property(string name) => table.Table.Metadata.Properties.GetValueOrDefault($"write.{operation}.{name}");

    /// <summary>How many rows of a file are known to be deleted already; other deletes than vectors may name a row twice.</summary>
    private static long Marked(FileScanTask task) => task.PositionDeletes.Where(file => file.IsDeletionVector).Sum(file => file.RecordCount);

    private sealed record TouchedFile(FileScanTask Task, long Changed);
}
