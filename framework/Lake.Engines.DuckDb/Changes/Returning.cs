using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Iceberg.Schemas;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Changes;

/// <summary>RETURNING: columns of the changed rows, as they are behind the change or, for deleted ones, were before it.</summary>
internal static class Returning
{
    /// <summary>What MERGE did to a row: <c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>. Not part of <c>*</c>.</summary>
    public const string Action = "merge_action";

    private const string Changed = "__lake_changed";

    /// <param name="rows">A table of the changed rows, with the columns called as <see cref="ChangeSource.Value"/> says.</param>
    /// <param name="alias">What the statement calls its table.</param>
    /// <param name="changed">How many rows the change is said to have changed.</param>
    public static IQueryResult Read(
        StatementContext context, ChangeStatement statement, string rows, string alias, Schema schema, long changed)
    {
        if (statement.Returning is not { } list)
        {
            return new CountResult(changed);
        }

        var quoted = SqlText.Identifier(alias);
        var values = string.Join(", ", schema.Fields.Select((field, i) => $"{Changed}.{ChangeSource.Value(i)} AS {SqlText.Identifier(field.Name)}"));
        var from = statement is MergeStatement
            ? $"{rows} AS {Changed}, LATERAL (SELECT {values}) AS {quoted}"
            : $"(SELECT {values} FROM {rows} AS {Changed}) AS {quoted}";
        CheckRowwise(context, statement, list, alias, from);
        var query = CopyList(new SqlComposer(context.Source).Add("SELECT "), context, statement, list, alias).Add($"\nFROM {from}");
        return new RowsResult(context.Describe(query), context.Duck.Query(query, statement.Span), changed);
    }

    /// <summary>Each changed row returns one: an aggregate would make one of none too, and a query would look at the table in between.</summary>
    private static void CheckRowwise(StatementContext context, ChangeStatement statement, TextSpan list, string alias, string from)
    {
        var tokens = statement.Tokens.Where(t => t.Span.Start >= list.Start).ToList();
        if (tokens.Find(t => t.IsWord("select")) is { Text: not null } query)
        {
            throw context.Unsupported(query.Span, "RETURNING holds no query.", "query the table behind the statement");
        }

        if (tokens.Exists(t => t.IsOperator("("))
            && context.Duck.Query(CopyList(new SqlComposer(context.Source).Add("SELECT "), context, statement, list, alias).Add($"\nFROM {from} WHERE false"), statement.Span).Count > 0)
        {
            throw context.Unsupported(list, "RETURNING holds no aggregates.", "return the rows, and aggregate these");
        }
    }

    /// <summary>The list of RETURNING, in which a bare star means the columns of the table.</summary>
    private static SqlComposer CopyList(SqlComposer query, StatementContext context, ChangeStatement statement, TextSpan list, string alias)
    {
        var names = new TargetNames(statement.Tokens, [.. TargetNames.Full(context, statement.Target).Select(name => (name, alias))]);
        var (from, depth) = (list.Start, 0);
        for (var i = 1; i < statement.Tokens.Length; i++)
        {
            var (token, before) = (statement.Tokens[i], statement.Tokens[i - 1]);
            if (token.Span.Start < list.Start)
            {
                continue;
            }

            depth += token.IsOperator("(") ? 1 : token.IsOperator(")") ? -1 : 0;
            if (depth == 0 && token.IsOperator("*") && (token.Span.Start == list.Start || before.IsOperator(",")))
            {
                names.Copy(query, TextSpan.FromBounds(from, token.Span.Start)).Add($"{SqlText.Identifier(alias)}.");
                from = token.Span.Start;
            }
        }

        return names.Copy(query, TextSpan.FromBounds(from, list.End));
    }
}
