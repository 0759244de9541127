using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Views;
using Lake.Sql;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

internal static class CreateView
{
    public static long? Run(StatementContext context, CreateViewStatement statement)
    {
        var id = context.NewId(statement.Name);
        if (!context.IsToBeMade(statement, id))
        {
            return null;
        }

        context.BeginReading(statement.Query);
        var query = context.Query(null, statement.Query);
        var columns = context.Describe(query);
        var sql = context.Written.GetText(statement.Query);
        if (!statement.Columns.IsEmpty)
        {
            (sql, columns) = Rename(context, statement, sql, columns);
        }

        context.Work.CreateView(id, new ViewDefinition(sql, SchemaOf(columns))
        {
            DefaultNamespace = [context.Session.Names.CurrentSchema],
            DefaultCatalog = context.Session.Names.Database,
        });
        return null;
    }

    /// <summary>The names that the statement gives the columns become part of the text.</summary>
    private static (string, IReadOnlyList<RelationColumn>) Rename(
        StatementContext context, CreateViewStatement statement, string sql, IReadOnlyList<RelationColumn> columns)
    {
        if (statement.Columns.Length != columns.Count)
        {
            throw EngineRules.SqlError.Error(
                context.At(statement.Name.Span),
                $"The view names {statement.Columns.Length} columns, but its query returns {columns.Count}.");
        }

        var names = statement.Columns.Select(column => SqlText.Identifier(column.Text));
        return ($"SELECT * FROM ({sql}\n) AS renamed({string.Join(", ", names)})",
            [.. columns.Select((column, i) => column with { Name = statement.Columns[i].Text })]);
    }

    /// <summary>For other readers. Types that Iceberg does not have are told as text: nothing is stored by them.</summary>
    private static Schema SchemaOf(IReadOnlyList<RelationColumn> columns) => ColumnPlan.SchemaOf([.. ColumnPlan.Distinct(columns).Select(column =>
        TypeMapping.ToIceberg(DuckType.Parse(column.Type)) is null ? column with { Type = "VARCHAR" } : column)], null);
}
