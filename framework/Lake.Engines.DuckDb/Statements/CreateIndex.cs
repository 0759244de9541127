using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Writing;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>CREATE UNIQUE INDEX, which is a UNIQUE constraint of that name. Other indexes there are none.</summary>
internal static class CreateIndex
{
    public static long? Run(StatementContext context, CreateIndexStatement statement)
    {
        if (!statement.IsUnique || statement.Columns.IsEmpty)
        {
            throw context.Unsupported(
                statement.Table.Span, "Iceberg tables have no indexes.", "leave it out; partitioning and a sort order are what let readers skip rows");
        }

        var table = context.Table(statement.Table);
        var isThere = statement.Name is { } name && ConstraintProperties.Find(table.Table.Metadata.Properties, name.Text) is not null;
        if (!(isThere && statement.IfNotExists))
        {
            var key = new TableConstraint(ConstraintKind.Unique, statement.Name, statement.Columns, null, statement.Span);
            AlterConstraints.Add(context, context.Work.Change(table), table, statement.Table, key);
        }

        return null;
    }
}
