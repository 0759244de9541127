using Lake.Iceberg.Schemas;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>What all statements that change rows share.</summary>
internal static class ChangeRules
{
    public static void RefuseReturning(StatementContext context, ChangeStatement statement)
    {
        if (statement.Returning is { } returning)
        {
            throw context.Unsupported(returning, "Changes of Iceberg tables return no rows.", "select the rows in a statement of their own");
        }
    }

    public static NestedField Column(StatementContext context, Schema schema, QualifiedName table, SqlName column) =>
        schema.Fields.FirstOrDefault(f => f.Name == column.Text)
        ?? schema.Fields.FirstOrDefault(f => string.Equals(f.Name, column.Text, StringComparison.OrdinalIgnoreCase))
        ?? throw EngineRules.UnknownColumn.Error(
            context.At(column.Span),
            $"Table '{table}' has no column '{column.Text}'.",
            Spelling.Hint(column.Text, schema.Fields.Select(f => f.Name)) ?? $"there are: {string.Join(", ", schema.Fields.Select(f => f.Name))}");
}
