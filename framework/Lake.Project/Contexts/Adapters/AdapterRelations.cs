using Lake.Jinja.Values;
using Lake.Project.Contexts.Relations;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Methods of <c>adapter</c> that list relations.</summary>
internal static class AdapterRelations
{
    public static readonly MemberTable<AdapterValue> Table = new MemberTable<AdapterValue>()
        .Method("list_relations", (a, x) => List(a, x, x.OptionalText(0, "database"), x.Text(1, "schema")))
        .Method("list_relations_without_caching", (a, x) => x.Required(0, "schema_relation") is RelationValue { Schema: { } schema } r
            ? List(a, x, r.Database, schema)
            : new PyList())
        .Method("get_partitions_metadata", (_, _) => new PyList())
        .Method("get_pseudocolumns_for_relation", (_, _) => new PyList());

    private static PyList List(AdapterValue adapter, CallArguments arguments, string? database, string schema) => new(
        adapter.Context.Executes
            ? adapter.Context.RequireWarehouse(arguments).ListRelations(database, schema).Select(r =>
                adapter.Context.Relations.Create(r.Name.Database, r.Name.Schema, r.Name.Identifier, r.Type))
            : []);
}
