using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>DROP TABLE and DROP VIEW.</summary>
internal static class Drop
{
    public static long? Run(StatementContext context, DropStatement statement)
    {
        if (context.Work.Find(context.Id(statement.Name)) is not { } relation)
        {
            return statement.IfExists ? null : throw context.Unknown(statement.Name);
        }

        var isView = relation is LakeView;
        if (isView != (statement.Kind == ObjectKind.View))
        {
            throw EngineRules.SqlError.Error(
                context.At(statement.Name.Span),
                $"'{relation.Id}' is a {(isView ? "view" : "table")}.",
                $"write DROP {(isView ? "VIEW" : "TABLE")} {statement.Name}");
        }

        context.Work.Drop(relation);
        return null;
    }
}
