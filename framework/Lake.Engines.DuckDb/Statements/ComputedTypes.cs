using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>Types of columns that are computed, where none is written; refuses expressions of other things than the row.</summary>
internal static class ComputedTypes
{
    /// <summary>All columns of the statement, in its order.</summary>
    /// <param name="plain">Those that are not computed.</param>
    public static IReadOnlyList<RelationColumn> Add(StatementContext context, CreateTableStatement statement, IReadOnlyList<RelationColumn> plain)
    {
        var known = plain.ToList();
        var open = statement.Columns.Where(c => Expression(c) is not null).ToList();
        if (open.Count > 0 && known.Count == 0)
        {
            throw context.Unsupported(statement.Name.Span, "All columns of the table are computed.", "give it one that is not");
        }

        while (open.Count > 0)
        {
            var next = open.Find(c => Expression(c) is { } e && !ConstraintProperties.Names(context.Source.GetText(e)).Any(n => open.Exists(o => Is(o, n))))
                ?? throw EngineRules.SqlError.Error(context.At(open[0].Name.Span), $"Column '{open[0].Name.Text}' is computed from itself.", "take it out of its own expression");
            open.Remove(next);
            known.Add(Describe(context, statement, next, known));
        }

        return [.. statement.Columns.Select(c => known.Find(k => k.Name == c.Name.Text) ?? known[0])];
    }

    public static TextSpan? Expression(ColumnDefinition column) => column.Constraints.FirstOrDefault(c => c.Kind == ConstraintKind.Generated)?.Condition;

    private static bool Is(ColumnDefinition column, string name) => string.Equals(column.Name.Text, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The expression stands in WHERE too, where there are neither aggregates nor windows.</summary>
    private static RelationColumn Describe(StatementContext context, CreateTableStatement statement, ColumnDefinition column, List<RelationColumn> known)
    {
        var expression = Expression(column) ?? column.Name.Span;
        ConstraintReader.RefuseQuery(context, expression);
        var others = string.Join(", ", known.Select(k => $"CAST(NULL AS {k.Type}) AS {SqlText.Identifier(k.Name)}"));
        var query = new SqlComposer(context.Source);
        query = column.Type.Length > 0
            ? query.Add("SELECT CAST((").Copy(expression).Add("\n) AS ").Copy(column.Type).Add("\n)")
            : query.Add("SELECT (").Copy(expression).Add("\n)");
        query.Add($" AS {SqlText.Identifier(column.Name.Text)} FROM (SELECT {others}) AS {SqlText.Identifier(statement.Name.Last.Text)} WHERE (").Copy(expression).Add("\n) IS NULL");
        return context.Describe(query)[0];
    }
}
