using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Sessions;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

internal static class Update
{
    public static IQueryResult Run(StatementContext context, UpdateStatement statement)
    {
        var table = context.Table(statement.Target);
        context.PrepareReading();
        var source = new ChangeSource(context, statement, table);
        var assignments = ChangeRules.Assignments(context, source, statement.Assignments);

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

        var count = ChangeRules.Find(context, query);
        var result = source.Result(count);
        if (count > 0)
        {
            new RowChanger(context, table, "update").Apply($"{TableSql.FileColumn} IS NOT NULL");
        }

        return result;
    }
}
