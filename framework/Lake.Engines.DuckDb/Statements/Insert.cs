using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

internal static class Insert
{
    public static long? Run(StatementContext context, InsertStatement statement)
    {
        if (statement.Conflict is { } conflict)
        {
            throw context.Unsupported(conflict, "Iceberg tables have no keys that a row could conflict with.", "use MERGE INTO instead");
        }

        ChangeRules.RefuseReturning(context, statement);
        var table = context.Table(statement.Target);
        context.PrepareReading();
        var query = statement.Query is { } span ? context.Query(statement.With, span) : DefaultRow(context);
        query = context.WithoutPivot(query);
        var given = context.Describe(query);
        var positions = Positions(context, statement, table.Table.Schema, given);
        var transaction = context.Work.Change(table);
        var shaped = CopyQuery.Shape(query, given, transaction.Stage().Schema, positions);
        var written = new DataWriter(context).Write(transaction, shaped);
        if (written.Rows > 0)
        {
            transaction.Change(new RowChange { AddedFiles = [.. written.Files], ReadsTable = ReadsTarget(context, statement, table) });
            context.Work.Staged(table.Id, transaction);
        }

        return written.Rows;
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
        StatementContext context, InsertStatement statement, Schema schema, IReadOnlyList<RelationColumn> given)
    {
        if (statement.Query is null)
        {
            return [.. schema.Fields.Select(_ => -1)];
        }

        return statement.ByName ? ByName(context, statement, schema, given) : ByPosition(context, statement, schema, given);
    }

    private static IReadOnlyList<int> ByPosition(
        StatementContext context, InsertStatement statement, Schema schema, IReadOnlyList<RelationColumn> given)
    {
        var targets = statement.Columns.IsEmpty
            ? [.. schema.Fields.Select(field => field.Name)]
            : statement.Columns.Select(column => ChangeRules.Column(context, schema, statement.Target, column).Name).ToList();
        if (targets.Count != given.Count)
        {
            throw EngineRules.SqlError.Error(
                context.At(statement.Target.Span),
                $"{targets.Count} columns of '{statement.Target}' are to be filled, but there are {given.Count} values.",
                statement.Columns.IsEmpty ? $"the table has {string.Join(", ", targets)}" : null);
        }

        return [.. schema.Fields.Select(field => targets.IndexOf(field.Name))];
    }

    private static IReadOnlyList<int> ByName(
        StatementContext context, InsertStatement statement, Schema schema, IReadOnlyList<RelationColumn> given)
    {
        var names = given.Select(column => column.Name).ToList();
        if (names.Find(name => schema.FindIgnoringCase(name) is null) is { } unknown)
        {
            throw EngineRules.UnknownColumn.Error(
                context.At(statement.Target.Span),
                $"Table '{statement.Target}' has no column '{unknown}', which the query returns.",
                Spelling.Hint(unknown, schema.Fields.Select(field => field.Name)));
        }

        return [.. schema.Fields.Select(field => names.FindIndex(name => string.Equals(name, field.Name, StringComparison.OrdinalIgnoreCase)))];
    }

    private static SqlComposer DefaultRow(StatementContext context) => new SqlComposer(context.Source).Add("SELECT NULL");
}
