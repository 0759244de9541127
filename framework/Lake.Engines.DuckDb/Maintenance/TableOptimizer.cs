using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Staging;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Maintenance;

/// <summary>
/// Puts small files together and takes deleted rows out, as one snapshot of the operation <c>replace</c>: the rows are the same
/// as before, and as old, so that deletes by value which come meanwhile still meet them. Deletes by place do not; they make
/// the commit a conflict, and the work is done again.
/// </summary>
internal sealed class TableOptimizer(SessionState session, UnitOfWork work, CancellationToken cancellation)
{
    public OptimizeResult Run(LakeTable table, OptimizeRequest request)
    {
        if (request.IsSorting && table.Table.Metadata.SortOrder.Fields.IsEmpty)
        {
            throw EngineRules.UnsupportedSql.Error(null, $"Table '{table.Id}' has no sort order.", "give it one: ALTER TABLE … SET SORTED BY (…)");
        }

        var bins = RewritePlan.Of(table, request);
        var rewritten = bins.SelectMany(bin => bin.Tasks).ToHashSet();
        var needed = table.Files.Where(task => !rewritten.Contains(task)).SelectMany(task => task.PositionDeletes.Concat(task.EqualityDeletes)).ToHashSet();
        var dangling = table.Scan.PlanDeletes().Where(file => !needed.Contains(file)).ToImmutableArray();
        var added = request.IsDryRun ? [] : Rewrite(table, bins, dangling);
        return new OptimizeResult([.. bins.Select(bin => Describe(table, bin))], added.Length, dangling.Length, HasPackedManifests: false);
    }

    private ImmutableArray<DataFile> Rewrite(LakeTable table, ImmutableArray<RewriteBin> bins, ImmutableArray<DataFile> dangling)
    {
        if (bins.IsEmpty && dangling.IsEmpty)
        {
            return [];
        }

        session.Duck.UseThreads(isLittle: false);
        var transaction = work.Change(table);
        ImmutableArray<DataFile> added = [.. bins.SelectMany(bin => Write(table, transaction, bin))];
        transaction.Change(new RowChange
        {
            AddedFiles = added,
            RemovedFiles = [.. bins.SelectMany(bin => bin.Tasks).Select(task => task.File), .. dangling],
            IsRewrite = true,
            DataSequenceNumber = table.Scan.Snapshot?.SequenceNumber,
        });
        work.Staged(table.Id, transaction);
        return added;
    }

    private ImmutableArray<DataFile> Write(LakeTable table, Transaction transaction, RewriteBin bin)
    {
        cancellation.ThrowIfCancellationRequested();
        var query = SqlComposer.Own(Rows(table, bin));
        var context = new StatementContext(session, work, query.Source, new OtherStatement(new TextSpan(0, query.Source.Text.Length), "OPTIMIZE"), cancellation);
        return new DataWriter(context).Rewrite(transaction, query, bin.Partition);
    }

    private string Rows(LakeTable table, RewriteBin bin)
    {
        var schema = RowNumbers.With(table.Table);
        if (schema.Equals(table.Table.Schema))
        {
            return new TableSql(session.Duck, table).Select(bin.Tasks, withPlaces: false);
        }

        // A row that has moved before holds its number; that of the others follows from their place.
        var rows = new TableSql(session.Duck, table with { Scan = table.Scan.Select(schema) }).Select(bin.Tasks, withPlaces: true);
        var columns = string.Join(", ", table.Table.Schema.Fields.Select(field => $"r.{SqlText.Identifier(field.Name)}"));
        var files = string.Join(", ", bin.Tasks.Select(task =>
            $"({SqlText.Literal(table.PathOf(task.File.Path))}, {Number(task.File.FirstRowId)}, {Number(task.DataSequenceNumber)})"));
        return $"SELECT {columns}, coalesce(r.{RowNumbers.Id}, f.first_id + r.{TableSql.PositionColumn}) AS {RowNumbers.Id}, "
            + $"coalesce(r.{RowNumbers.LastUpdated}, CASE WHEN f.first_id IS NOT NULL THEN f.version END) AS {RowNumbers.LastUpdated} "
            + $"FROM ({rows}) AS r JOIN (VALUES {files}) AS f(path, first_id, version) ON f.path = r.{TableSql.FileColumn}";
    }

    private static string Number(long? value) => $"{value?.ToString(CultureInfo.InvariantCulture) ?? "NULL"}::BIGINT";

    private static FileRewrite Describe(LakeTable table, RewriteBin bin) => new(
        bin.Partition is { } partition ? PartitionedWriter.FolderOf(table.Table, partition) : "",
        bin.Tasks.Length,
        bin.Tasks.Sum(task => task.File.FileSizeInBytes),
        bin.Tasks.Sum(RewritePlan.Deleted));
}
