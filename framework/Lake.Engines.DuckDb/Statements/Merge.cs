using System.Globalization;
using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Sql;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>
/// MERGE: one join of table and source finds for each pair which clause applies and what the row becomes; that is then
/// put into the table as one snapshot.
/// </summary>
internal static class Merge
{
    private const string Verb = "__lake_verb";

    public static IQueryResult Run(StatementContext context, MergeStatement statement)
    {
        var table = context.Table(statement.Target);
        context.BeginReading();
        var input = MergeInput.Read(context, statement);
        var source = new ChangeSource(context, statement, table, input.Name is { } name ? [(name, input.Alias)] : []);
        var count = source.Find(() => Rows(context, statement, source, input));
        source.Compute();
        var result = source.Result(count, $"*, {Actions(statement)} AS {Returning.Action}");
        if (count > 0)
        {
            new RowChanger(context, source.Table, "merge").Apply(NewRows(statement));
        }

        return result;
    }

    private static SqlComposer Rows(StatementContext context, MergeStatement statement, ChangeSource source, MergeInput input)
    {
        var query = source.Begin();
        Select(context, statement, source, input, query);
        query.Add("\nFROM (");
        Join(statement, source, input, query);
        Choose(context, statement, source, input, query.Add("),\n"));
        return query.Add($"\nWHERE {Verb} IS NOT NULL");
    }

    private static string Actions(MergeStatement statement) => $"CASE {Verb} "
        + string.Concat(statement.Clauses.Select((clause, i) => $"WHEN {Number(i)} THEN {SqlText.Literal(clause.Verb.ToString().ToUpperInvariant())} ")) + "END";

    /// <summary>The clauses whose rows get into the table.</summary>
    private static string? NewRows(MergeStatement statement)
    {
        var verbs = statement.Clauses.Select((clause, i) => (clause, i)).Where(c => c.clause.Verb is MergeVerb.Insert or MergeVerb.Update).ToList();
        return verbs.Count == 0 ? null : $"{Verb} IN ({string.Join(", ", verbs.Select(c => Number(c.i)))})";
    }

    private static void Select(StatementContext context, MergeStatement statement, ChangeSource source, MergeInput input, SqlComposer query)
    {
        // Rows that are only inserted are at no place yet, also where they match one.
        var inserts = statement.Clauses.Select((clause, i) => (clause, i)).Where(c => c.clause.Verb == MergeVerb.Insert).Select(c => Number(c.i)).ToList();
        var isInsert = inserts.Count == 0 ? "false" : $"{Verb} IN ({string.Join(", ", inserts)})";
        query.Add($"SELECT {Verb}")
            .Add($",\nCASE WHEN NOT ({isInsert}) THEN {source.File} END AS {TableSql.FileColumn}")
            .Add($",\nCASE WHEN NOT ({isInsert}) THEN {source.Position} END AS {TableSql.PositionColumn}");
        var rows = statement.Clauses.Select(clause => MergeValues.Of(context, source, input, clause)).ToList();
        for (var column = 0; column < source.Schema.Fields.Length; column++)
        {
            Column(source, rows, column, query.Add(",\n"));
        }
    }

    /// <summary>Which clause applies to a row: a table of its own for each row, since other expressions go by what it says.</summary>
    private static void Choose(StatementContext context, MergeStatement statement, ChangeSource source, MergeInput input, SqlComposer query)
    {
        query.Add("LATERAL (SELECT CASE");
        for (var i = 0; i < statement.Clauses.Length; i++)
        {
            Condition(context, statement.Clauses[i], source, input, query.Add("\n WHEN "));
            Outcome(statement.Clauses[i], i, source, query.Add("\n THEN "));
        }

        query.Add($"\n END AS {Verb}) AS __lake_choice");
    }

    private static void Column(ChangeSource source, List<MergeValues?> rows, int column, SqlComposer query)
    {
        var field = source.Schema.Fields[column];
        if (rows.TrueForAll(row => row is null))
        {
            query.Add($"{ChangeSource.Null(field)} AS {ChangeSource.Value(column)}");
            return;
        }

        query.Add($"CASE {Verb}");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is { } row)
            {
                row.Write(field, query.Add($" WHEN {Number(i)} THEN "));
            }
        }

        query.Add($" END AS {ChangeSource.Value(column)}");
    }

    private static void Condition(StatementContext context, MergeClause clause, ChangeSource source, MergeInput input, SqlComposer query)
    {
        query.Add(clause.Match switch
        {
            MergeMatch.Matched => $"{source.Position} IS NOT NULL AND {input.Present}",
            MergeMatch.NotMatchedByTarget => $"{source.Position} IS NULL",
            MergeMatch.NotMatchedBySource => $"{input.Present} IS NULL",
        });
        if (clause.Condition is { } condition)
        {
            input.Check(context, clause, source, condition);
            source.Copy(query.Add(" AND ("), condition, input.Scope(clause, source)).Add("\n)");
        }
    }

    private static void Outcome(MergeClause clause, int number, ChangeSource source, SqlComposer query)
    {
        switch (clause.Verb)
        {
            case MergeVerb.DoNothing:
                query.Add("NULL");
                break;
            case MergeVerb.Error when clause.Message is { } message:
                source.Copy(query.Add("CAST(error('Merge error condition: ' || ("), message).Add("\n)) AS INTEGER)");
                break;
            case MergeVerb.Error:
                query.Add("CAST(error('Merge error condition') AS INTEGER)");
                break;
            default:
                query.Add(Number(number));
                break;
        }
    }

    private static void Join(MergeStatement statement, ChangeSource source, MergeInput input, SqlComposer query)
    {
        var byTarget = statement.Clauses.Any(clause => clause.Match == MergeMatch.NotMatchedByTarget);
        var bySource = statement.Clauses.Any(clause => clause.Match == MergeMatch.NotMatchedBySource);
        var kind = (byTarget, bySource) switch
        {
            (true, true) => "FULL",
            (true, false) => "RIGHT",
            (false, true) => "LEFT",
            (false, false) => "INNER",
        };
        query.Add($"{source.From}\n{kind} JOIN (SELECT *, true AS {MergeInput.Marker} FROM ");
        source.Copy(query, statement.Source).Add($"\n) AS {SqlText.Identifier(input.Alias)} ON ");
        if (statement.On is { } condition)
        {
            source.Copy(query, condition).Add("\n");
            return;
        }

        query.Add(string.Join(" AND ", statement.UsingColumns.Select(column =>
            $"{source.QuotedAlias}.{SqlText.Identifier(column.Text)} = {SqlText.Identifier(input.Alias, column.Text)}")));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
