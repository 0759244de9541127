using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

internal static class Insert
{
    /// <summary>The temporary table that keeps rows which the statement returns.</summary>
    public const string InsertedRows = "temp.main.__lake_inserted";

    public static IQueryResult Run(StatementContext context, InsertStatement statement)
    {
        var table = context.Table(statement.Target);
        context.BeginReading();
        var written = Query(context, statement, table);

        // The keys of a table that rows may conflict with are all of them, whatever the query needs.
        context.EndReading(() => statement.Conflict is null ? written.ToString() : null);
        var query = context.WithoutPivot(written);
        var given = context.Describe(query);
        var positions = Positions(context, statement, table, given);
        var transaction = context.Work.Change(table);
        var shaped = CopyQuery.Shape(query, given, transaction.Stage().Schema, positions, column => ColumnDefaults.ValueOf(table, column));
        shaped = GeneratedColumns.Compute(table, shaped);
        if (statement.Conflict is { } conflict)
        {
            var upsert = new Upsert(context, statement, conflict, table);
            if (conflict.Action != ConflictAction.Ignore)
            {
                return upsert.Run(shaped, positions);
            }

            shaped = upsert.New(shaped);
        }

        IQueryResult? returned = null;
        if (statement.Returning is not null)
        {
            shaped = Held(context, shaped);
            returned = Returned(context, statement, table);
        }

        var files = new DataWriter(context).Write(transaction, shaped);
        if (files.Rows > 0)
        {
            transaction.Change(new RowChange { AddedFiles = [.. files.Files], ReadsTable = KeyChecks.AreOn(table) || ReadsTarget(context, statement, table) });
            context.Work.Staged(table.Id, transaction);
        }

        return returned ?? new CountResult(files.Rows);
    }

    /// <summary>What the statement returns, before anything is written: it may be found wrong.</summary>
    private static IQueryResult Returned(StatementContext context, InsertStatement statement, LakeTable table)
    {
        var values = table.Table.Schema.Fields.Select((column, i) => $"{SqlText.Identifier(column.Name)} AS {ChangeSource.Value(i)}");
        var rows = context.Duck.Query($"SELECT count(*) FROM {InsertedRows}") is [[long count]] ? count : 0;
        return Returning.Read(
            context, statement, $"(SELECT {string.Join(", ", values)} FROM {InsertedRows})", statement.Alias?.Text ?? statement.Target.Last.Text, table.Table.Schema, rows);
    }

    /// <summary>Rows that are to be returned too are computed once and kept.</summary>
    private static SqlComposer Held(StatementContext context, SqlComposer query)
    {
        context.Duck.Run(new SqlComposer(context.Source).Add($"CREATE OR REPLACE TEMP TABLE {InsertedRows.Split('.')[^1]} AS ").Append(query), context.Statement.Span);
        return new SqlComposer(context.Source).Add($"SELECT * FROM {InsertedRows}");
    }

    private static SqlComposer Query(StatementContext context, InsertStatement statement, LakeTable table) =>
        statement.Query is not { } query ? DefaultRow(context)
        : statement.Rows.IsEmpty || statement.ByName ? context.Query(statement.With, query)
        : Values(context, statement, table, Targets(context, statement, table));

    /// <summary>Each value has the type of its column: <c>(1, 'nan'), (2, 3)</c> are numbers where the column is one.</summary>
    private static SqlComposer Values(StatementContext context, InsertStatement statement, LakeTable table, List<NestedField> targets)
    {
        var query = new SqlComposer(context.Source);
        query = (statement.With is { } with ? query.Copy(with).Add("\n") : query).Add("VALUES ");
        foreach (var row in statement.Rows)
        {
            CheckCount(context, statement, targets, row.Length);
            query.Add(row == statement.Rows[0] ? "(" : ",\n(");
            for (var i = 0; i < row.Length; i++)
            {
                var type = TypeMapping.ToDuckDb(targets[i].Type);
                query.Add(i == 0 ? "CAST(" : ", CAST(");
                _ = context.IsDefault(row[i]) ? query.Add(ColumnDefaults.ValueOf(table, targets[i])) : query.Copy(row[i]);
                query.Add($"\n AS {type})");
            }

            query.Add(")");
        }

        return query;
    }

    /// <summary>
    /// Whether the rows may depend on those that are there, as in <c>INSERT … WHERE id NOT IN (SELECT id FROM target)</c>:
    /// another writer's commit then has to be taken into account by running the statement again.
    /// </summary>
    private static bool ReadsTarget(StatementContext context, InsertStatement statement, LakeTable table) =>
        statement.Query is { } query
        && NameScan.Names(context.Source.GetText(query)).Any(name =>
            context.Session.Names.ResolveLoosely(name.Parts) is { } id && IdentifierComparer.Instance.Equals(id, table.Id));

    /// <summary>For each column of the table the column of the query, or -1.</summary>
    private static IReadOnlyList<int> Positions(
        StatementContext context, InsertStatement statement, LakeTable table, IReadOnlyList<RelationColumn> given)
    {
        if (statement.Query is null)
        {
            return [.. table.Table.Schema.Fields.Select(_ => -1)];
        }

        return statement.ByName ? ByName(context, statement, table, given) : ByPosition(context, statement, table, given);
    }

    private static IReadOnlyList<int> ByPosition(
        StatementContext context, InsertStatement statement, LakeTable table, IReadOnlyList<RelationColumn> given)
    {
        var targets = Targets(context, statement, table);
        CheckCount(context, statement, targets, given.Count);
        return [.. table.Table.Schema.Fields.Select(targets.IndexOf)];
    }

    /// <summary>The columns to fill, in the order of the values.</summary>
    private static List<NestedField> Targets(StatementContext context, InsertStatement statement, LakeTable table)
    {
        var targets = statement.Columns.IsEmpty
            ? GeneratedColumns.Given(table).ToList()
            : statement.Columns.Select(column => ChangeRules.Given(context, table, statement.Target, column)).ToList();
        for (var i = 1; i < statement.Columns.Length; i++)
        {
            if (targets.IndexOf(targets[i]) < i)
            {
                throw EngineRules.DuplicateColumn.Error(context.At(statement.Columns[i].Span), $"Column '{targets[i].Name}' is filled twice.", "name it once");
            }
        }

        return targets;
    }

    private static void CheckCount(StatementContext context, InsertStatement statement, List<NestedField> targets, int values)
    {
        if (targets.Count != values)
        {
            throw EngineRules.SqlError.Error(
                context.At(statement.Target.Span),
                $"{targets.Count} columns of '{statement.Target}' are to be filled, but there are {values} values.",
                statement.Columns.IsEmpty ? $"the table has {string.Join(", ", targets.Select(target => target.Name))}" : null);
        }
    }

    private static IReadOnlyList<int> ByName(
        StatementContext context, InsertStatement statement, LakeTable table, IReadOnlyList<RelationColumn> given)
    {
        var schema = table.Table.Schema;
        if (!statement.Columns.IsEmpty)
        {
            throw EngineRules.SqlError.Error(context.At(statement.Columns[0].Span), "BY NAME takes the columns from the query, so there is no list of them.", "leave out one of the two");
        }

        var names = given.Select(column => column.Name).ToList();
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw EngineRules.DuplicateColumn.Error(context.At(statement.Target.Span), $"The query returns two columns '{twice.Key}'.", "rename or leave out one");
        }

        if (names.Find(name => schema.FindIgnoringCase(name) is null) is { } unknown)
        {
            throw EngineRules.UnknownColumn.Error(
                context.At(statement.Target.Span),
                $"Table '{statement.Target}' has no column '{unknown}', which the query returns.",
                Spelling.Hint(unknown, schema.Fields.Select(field => field.Name)));
        }

        foreach (var name in names)
        {
            _ = ChangeRules.Given(context, table, statement.Target, new SqlName(name, statement.Target.Span));
        }

        return [.. schema.Fields.Select(field => names.FindIndex(name => string.Equals(name, field.Name, StringComparison.OrdinalIgnoreCase)))];
    }

    private static SqlComposer DefaultRow(StatementContext context) => new SqlComposer(context.Source).Add("SELECT NULL");
}
