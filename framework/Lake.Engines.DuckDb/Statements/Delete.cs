using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Transactions;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>DELETE and TRUNCATE.</summary>
internal static class Delete
{
    public static IQueryResult Run(StatementContext context, DeleteStatement statement)
    {
        var table = context.Table(statement.Target);
        if (statement is { Where: null, Using: null, Returning: null })
        {
            return new CountResult(All(context, table));
        }

        context.BeginReading();
        var source = new ChangeSource(context, statement, table);
        var count = source.Find(() => Rows(statement, source));
        var result = source.Result(count);
        if (count > 0)
        {
            new RowChanger(context, source.Table, "delete").Apply(newRows: null);
        }

        return result;
    }

    private static SqlComposer Rows(DeleteStatement statement, ChangeSource source)
    {
        // Rows of USING may meet a row of the table several times, which deletes it once.
        var query = source.Begin().Add($"SELECT {(statement.Using is null ? "" : "DISTINCT ")}{source.File}, {source.Position}");
        _ = statement.Returning is null ? query : query.Add($", {source.CurrentValues}");
        query.Add($" FROM {source.From}");
        if (statement.Using is { } others)
        {
            query.Add(", ").Copy(others).Add("\n");
        }

        if (statement.Where is { } condition)
        {
            source.Copy(query.Add(" WHERE "), condition);
        }

        return query;
    }

    private static long? All(StatementContext context, LakeTable table)
    {
        var files = table.Files;
        var rows = files.All(task => task.PositionDeletes.IsEmpty && task.EqualityDeletes.IsEmpty)
            ? files.Sum(task => task.File.RecordCount)
            : context.Duck.Query($"SELECT count(*) FROM ({new Mirrors.TableSql(context.Duck, table).All()})")[0][0] as long?;
        if (!files.IsEmpty)
        {
            var transaction = context.Work.Change(table);
            transaction.Change(new RowChange { RemovedFiles = [.. files.Select(task => task.File)] });
            context.Work.Staged(table.Id, transaction);
        }

        return rows;
    }
}
