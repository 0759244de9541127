using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Sql;

namespace Lake.Project.Contexts.Relations;

/// <summary>What templates can ask of a relation.</summary>
internal static class RelationMembers
{
    public static readonly MemberTable<RelationValue> Table = new MemberTable<RelationValue>()
        .Property("database", r => r.Database)
        .Property("schema", r => r.Schema)
        .Property("identifier", r => r.Identifier)
        .Property("name", r => r.Identifier)
        .Property("table", r => r.Identifier)
        .Property("type", r => r.Type)
        .Property("limit", r => r.Limit)
        .Property("is_table", r => PyBox.Of(r.Type == "table"))
        .Property("is_view", r => PyBox.Of(r.Type == "view"))
        .Property("is_cte", r => PyBox.Of(r.IsCte))
        .Property("is_materialized_view", r => PyBox.Of(r.Type == "materialized_view"))
        .Property("is_function", r => PyBox.Of(r.Type == "function"))
        .Property("is_pointer", r => PyBox.Of(r.Type == "pointer"))
        .Property("can_be_renamed", r => PyBox.Of(r.Type is "table" or "view"))
        .Property("can_be_replaced", r => PyBox.Of(r.Type is "table" or "view"))
        .Property("quote_character", _ => "\"")
        .Property("path", Path)
        .Property("metadata", r => new PyDict { { "type", r.TypeName } })
        .Method("render", (r, _) => r.Render())
        .Method("render_limited", (r, _) => r.Text)
        .Method("include", (r, a) => r.WithInclude(Parts(a, r.Include)))
        .Method("quote", (r, a) => r.WithQuote(Parts(a, r.Quote)))
        .Method("quoted", (_, a) => SqlText.Identifier(a.Text(0, "identifier")))
        .Method("without_identifier", (r, _) => r.WithInclude(r.Include with { Identifier = false }))
        .Method("incorporate", Incorporate)
        .Method("replace_path", (r, a) => Replace(r, new PyDict(a.Keywords.Select(k => KeyValuePair.Create(k.Name, k.Value)))))
        .Method("matches", Matches)
        .Method("information_schema", InformationSchema)
        .Method("information_schema_only", InformationSchema)
        .Method("get", (r, a) => Get(r, a.Text(0, "key"), a.Optional(1, "default")))
        .Method("add_ephemeral_prefix", (_, a) => EphemeralName(a.Text(0, "name")));

    public static string EphemeralName(string name) => "__dbt__cte__" + name;

    private static object? Get(RelationValue relation, string name, object? fallback) =>
        Table.TryGet(relation, name, out var value) ? value : fallback;

    private static PyDict Path(RelationValue relation) => new()
    {
        { "database", relation.Database },
        { "schema", relation.Schema },
        { "identifier", relation.Identifier },
    };

    private static RelationParts Parts(CallArguments arguments, RelationParts current) => new(
        Part(arguments, "database", current.Database),
        Part(arguments, "schema", current.Schema),
        Part(arguments, "identifier", current.Identifier));

    private static bool Part(CallArguments arguments, string name, bool current) =>
        arguments.TryGetKeyword(name, out var value) && value is not null ? PyValue.IsTrue(value) : current;

    private static object? Incorporate(RelationValue relation, CallArguments arguments)
    {
        if (arguments.TryGetKeyword("path", out var path) && path is PyDict parts)
        {
            relation = Replace(relation, parts);
        }

        if (arguments.TryGetKeyword("type", out var type))
        {
            relation = relation.WithType(type is null ? null : PyText.Of(type));
        }

        if (arguments.TryGetKeyword("include_policy", out var include) && include is PyDict shown)
        {
            relation = relation.WithInclude(Policy(shown, relation.Include));
        }

        if (arguments.TryGetKeyword("quote_policy", out var quote) && quote is PyDict quoted)
        {
            relation = relation.WithQuote(Policy(quoted, relation.Quote));
        }

        return relation;
    }

    public static RelationParts Policy(PyDict policy, RelationParts current) => new(
        policy.TryGet("database", out var database) ? PyValue.IsTrue(database) : current.Database,
        policy.TryGet("schema", out var schema) ? PyValue.IsTrue(schema) : current.Schema,
        policy.TryGet("identifier", out var identifier) ? PyValue.IsTrue(identifier) : current.Identifier);

    private static RelationValue Replace(RelationValue relation, PyDict parts) => relation.WithPath(
        NewPart(parts, "database", relation.Database),
        NewPart(parts, "schema", relation.Schema),
        NewPart(parts, "identifier", relation.Identifier));

    private static string? NewPart(PyDict parts, string name, string? current) =>
        !parts.TryGet(name, out var value) ? current : value is null ? null : PyText.Of(value);

    private static object? Matches(RelationValue relation, CallArguments arguments) => PyBox.Of(
        Same(arguments.OptionalText(0, "database"), relation.Database)
        && Same(arguments.OptionalText(1, "schema"), relation.Schema)
        && Same(arguments.OptionalText(2, "identifier"), relation.Identifier));

    private static bool Same(string? asked, string? actual) =>
        asked is null || string.Equals(asked, actual, StringComparison.OrdinalIgnoreCase);

    private static object? InformationSchema(RelationValue relation, CallArguments arguments) =>
        new InformationSchemaValue(relation.Database, arguments.OptionalText(0, "view_name"));
}
