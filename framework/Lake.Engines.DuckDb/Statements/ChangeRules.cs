using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>What all statements that change rows share.</summary>
internal static class ChangeRules
{
    public static NestedField Column(StatementContext context, Schema schema, QualifiedName table, SqlName column) =>
        schema.Fields.FirstOrDefault(f => f.Name == column.Text)
        ?? schema.Fields.FirstOrDefault(f => string.Equals(f.Name, column.Text, StringComparison.OrdinalIgnoreCase))
        ?? throw EngineRules.UnknownColumn.Error(
            context.At(column.Span),
            $"Table '{table}' has no column '{column.Text}'.",
            Spelling.Hint(column.Text, schema.Fields.Select(f => f.Name)) ?? $"there are: {string.Join(", ", schema.Fields.Select(f => f.Name))}");

    /// <summary>A column that the statement gives a value to.</summary>
    public static NestedField Given(StatementContext context, LakeTable table, QualifiedName name, SqlName column) =>
        Column(context, table.Table.Schema, name, column) is var found && !GeneratedColumns.Contain(table, found)
            ? found
            : throw context.Unsupported(column.Span, $"Column '{found.Name}' is computed, and takes no values.", "leave it out");

    /// <summary>The assigned expressions by column id.</summary>
    public static Dictionary<int, TextSpan> Assignments(
        StatementContext context, ChangeSource source, IEnumerable<Assignment> assignments)
    {
        var byColumn = new Dictionary<int, TextSpan>();
        foreach (var assignment in assignments)
        {
            var column = Given(context, source.Table, source.Statement.Target, assignment.Column);
            if (!byColumn.TryAdd(column.Id, assignment.Value))
            {
                throw EngineRules.SqlError.Error(context.At(assignment.Column.Span), $"Column '{column.Name}' is set twice.");
            }
        }

        return byColumn;
    }
}
