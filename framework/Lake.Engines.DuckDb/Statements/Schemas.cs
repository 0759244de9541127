using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg;
using Lake.Iceberg.Names;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>CREATE SCHEMA and DROP SCHEMA. Schemas are made at once, also within a transaction: an empty one shows nothing.</summary>
internal static class Schemas
{
    public static long? Create(StatementContext context, CreateSchemaStatement statement, string schema)
    {
        if (context.Session.Pins.FindNamespace(schema) is not null)
        {
            return statement.IfNotExists
                ? null
                : throw IcebergRules.AlreadyExists.Error(context.At(statement.Name.Span), $"There is already a schema '{schema}'.", "write IF NOT EXISTS");
        }

        context.Work.Catalog.CreateNamespace(new TableNamespace(schema));
        context.Session.Mirrors.EnsureSchema(schema);
        return null;
    }

    public static long? Drop(StatementContext context, DropStatement statement, string schema)
    {
        if (context.Session.Pins.FindNamespace(schema) is not { } ns)
        {
            return statement.IfExists
                ? null
                : throw EngineRules.UnknownSchema.Error(
                    context.At(statement.Name.Span),
                    $"There is no schema '{schema}'.",
                    Spelling.Hint(schema, context.Work.Catalog.ListNamespaces().Select(n => n.ToString())));
        }

        var relations = context.Session.Pins.List(ns).Select(r => context.Work.Find(r.Id)).OfType<Relations.LakeRelation>().ToList();
        if (relations.Count > 0 && !statement.Cascade)
        {
            throw IcebergRules.NamespaceNotEmpty.Error(
                context.At(statement.Name.Span), $"Schema '{schema}' still has {string.Join(", ", relations.Select(r => $"'{r.Id.Name}'").Take(5))}.", "drop them first, or write CASCADE");
        }

        foreach (var relation in relations)
        {
            context.Work.Drop(relation);
        }

        context.Work.DropSchema(ns);
        return null;
    }
}
