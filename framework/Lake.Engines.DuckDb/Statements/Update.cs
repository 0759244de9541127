using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

internal static class Update
{
    public static IQueryResult Run(StatementContext context, UpdateStatement statement)
    {
        var table = context.Table(statement.Target);
        context.BeginReading();
        var source = new ChangeSource(context, statement, table);
        var assignments = ChangeRules.Assignments(context, source, statement.Assignments);
        var count = source.Find(() => Rows(statement, source, assignments));
        source.Compute();
        var result = source.Result(count);
        if (count > 0)
        {
            new RowChanger(context, source.Table, "update").Apply($"{TableSql.FileColumn} IS NOT NULL");
        }

        return result;
    }

    private static SqlComposer Rows(UpdateStatement statement, ChangeSource source, Dictionary<int, TextSpan> assignments)
    {
        // Rows of FROM may meet a row of the table several times; it is updated from one of them.
        var places = $"{source.File}, {source.Position}";
        var query = source.Begin().Add($"SELECT {(statement.From is null ? "" : $"DISTINCT ON ({places}) ")}{places}");
        for (var i = 0; i < source.Schema.Fields.Length; i++)
        {
            var column = source.Schema.Fields[i];
            query.Add(",\n");
            _ = assignments.TryGetValue(column.Id, out var value)
                ? source.CopyValue(query, value, column)
                : query.Add(source.Current(column));
            query.Add($" AS {ChangeSource.Value(i)}");
        }

        query.Add($"\nFROM {source.From}");
        if (statement.From is { } others)
        {
            query.Add(", ").Copy(others).Add("\n");
        }

        if (statement.Where is { } condition)
        {
            source.Copy(query.Add(" WHERE "), condition);
        }

        return query;
    }
}
