using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Puffin;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Transactions;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Changes;

/// <summary>Writes the places of the changed rows as deletion vectors (format 3): one for each data file, with all that was deleted there before.</summary>
internal sealed class VectorWriter(StatementContext context, LakeTable table)
{
    /// <returns>The vectors, and the deletes whose place they take.</returns>
    public (ImmutableArray<DataFile> Added, ImmutableArray<DataFile> Replaced) Write(Transaction transaction, ImmutableArray<FileScanTask> tasks)
    {
        var location = $"{transaction.Stage().DataLocation}/{OwnFile.NewName()}-deletes.puffin";
        context.Work.Writing(transaction, location);
        var added = DeletionVectorWriter.Write(context.Work.Catalog.Io, location, [.. tasks.Select(task => (task.File, Found(task).Concat(Before(task))))]);
        return (added, [.. tasks.SelectMany(task => task.PositionDeletes.Where(deletes => deletes.ReferencedDataFile == task.File.Path))]);
    }

    private IEnumerable<long> Found(FileScanTask task) => Positions(
        $"SELECT {TableSql.PositionColumn} FROM {ChangeSource.Found} WHERE {TableSql.FileColumn} = {SqlText.Literal(table.PathOf(task.File.Path))}");

    private IEnumerable<long> Before(FileScanTask task) => task.PositionDeletes.SelectMany(deletes => deletes.IsDeletionVector
        ? DeletionVector.Read(table.Table.Io, deletes)
        : Positions(new PositionDeleteSql(table).PositionsIn(deletes, task.File)));

    private IEnumerable<long> Positions(string query) =>
        context.Duck.Query(query).Select(row => Convert.ToInt64(row[0], CultureInfo.InvariantCulture));
}
