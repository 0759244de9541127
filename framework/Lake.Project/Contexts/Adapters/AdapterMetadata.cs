using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Relations;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Adapters;

/// <summary>Methods of <c>adapter</c> that ask what exists.</summary>
internal static class AdapterMetadata
{
    public static readonly MemberTable<AdapterValue> Table = new MemberTable<AdapterValue>()
        .Method("get_columns_in_relation", GetColumns)
        .Method("get_columns_in_table", (a, x) => Columns(a, x, a.Context.Relations.Create(
            null, x.OptionalText(0, "schema_name"), x.OptionalText(1, "identifier"))))
        .Method("get_column_schema_from_query", GetQueryColumns)
        .Method("get_missing_columns", GetMissingColumns)
        .Method("check_schema_exists", CheckSchemaExists)
        .Method("list_schemas", ListSchemas)
        .Method("get_relation", GetRelation)
        .Method("load_relation", (a, x) => x.Required(0, "relation") is RelationValue r ? Find(a, x, r.Database, r.Schema, r.Identifier) : null)
        .Method("already_exists", (a, x) => PyBox.Of(
            a.Context.Executes && Find(a, x, null, x.OptionalText(0, "schema"), x.OptionalText(1, "table")) is not null));

    public static RelationValue? Find(AdapterValue adapter, CallArguments arguments, string? database, string? schema, string? identifier)
    {
        if (!adapter.Context.Executes || identifier is null)
        {
            return null;
        }

        var asked = adapter.Context.Relations.Create(database, schema, identifier);
        return adapter.Context.RequireWarehouse(arguments).FindRelation(asked.Name) is { } found ? asked.WithType(found.Type) : null;
    }

    private static object? GetRelation(AdapterValue adapter, CallArguments arguments) => Find(
        adapter, arguments, arguments.OptionalText(0, "database"), arguments.OptionalText(1, "schema"),
        arguments.OptionalText(2, "identifier"));

    private static object? GetColumns(AdapterValue adapter, CallArguments arguments) =>
        OverriddenMethod.TryCall(adapter, "get_columns_in_relation", arguments, out var result) ? result : arguments.Required(0, "relation") switch
        {
            RelationValue relation => Columns(adapter, arguments, relation),
            Undefined undefined when adapter.Context.Executes => throw undefined.Error(),
            _ when !adapter.Context.Executes => new PyList(),
            var other => throw JinjaError.Type($"get_columns_in_relation expects a relation, not {PyValue.TypeName(other)}"),
        };

    private static PyList Columns(AdapterValue adapter, CallArguments arguments, RelationValue relation) => new(
        adapter.Context.Executes
            ? Found(adapter.Context.RequireWarehouse(arguments), relation).Select(c => new ColumnValue(c.Name, c.Type, adapter.Context.Environment.Target.Type))
            : []);

    private static IReadOnlyList<WarehouseColumn> Found(IWarehouse warehouse, RelationValue relation) =>
        relation.External is null ? warehouse.GetColumns(relation.Name) : warehouse.DescribeQuery($"select * from {relation.External}");

    private static object? GetQueryColumns(AdapterValue adapter, CallArguments arguments) => new PyList(
        adapter.Context.Executes
            ? adapter.Context.RequireWarehouse(arguments).DescribeQuery(arguments.Text(0, "sql")).Select(c => new ColumnValue(c.Name, c.Type, adapter.Context.Environment.Target.Type))
            : []);

    private static object? GetMissingColumns(AdapterValue adapter, CallArguments arguments)
    {
        if (!adapter.Context.Executes)
        {
            return new PyList();
        }

        var from = Columns(adapter, arguments, Relation(arguments, 0, "from_relation"));
        var known = Columns(adapter, arguments, Relation(arguments, 1, "to_relation")).OfType<ColumnValue>()
            .Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new PyList(from.OfType<ColumnValue>().Where(c => !known.Contains(c.Name)));
    }

    private static RelationValue Relation(CallArguments arguments, int index, string name) =>
        arguments.Required(index, name) as RelationValue ?? throw JinjaError.Type($"{name} must be a relation");

    private static object? CheckSchemaExists(AdapterValue adapter, CallArguments arguments) => PyBox.Of(
        adapter.Context.Executes
        && adapter.Context.RequireWarehouse(arguments).SchemaExists(arguments.OptionalText(0, "database"), arguments.Text(1, "schema")));

    private static object? ListSchemas(AdapterValue adapter, CallArguments arguments) => new PyList(
        adapter.Context.Executes ? adapter.Context.RequireWarehouse(arguments).ListSchemas(arguments.OptionalText(0, "database")) : []);
}
