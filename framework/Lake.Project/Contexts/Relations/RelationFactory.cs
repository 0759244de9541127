using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Project.Nodes;
using Lake.Project.Settings;

namespace Lake.Project.Contexts.Relations;

/// <summary>Makes relations under a project's quoting; templates know it as <c>api.Relation</c>.</summary>
internal sealed class RelationFactory(Quoting quoting) : JinjaObject
{
    private static readonly PyDict Names = new(ScdArguments.TypeNames.Select(n => KeyValuePair.Create(n, (object?)n)));

    private readonly RelationParts _quote = new(quoting.Database, quoting.Schema, quoting.Identifier);

    public override string TypeName => "RelationProxy";

    public RelationValue Create(string? database, string? schema, string? identifier, string? type = null) =>
        new RelationValue(database, schema, identifier, type).WithQuote(_quote);

    /// <summary>The relation that a node builds; for an ephemeral model the one that it would build.</summary>
    public RelationValue Of(CodeNode node) => Create(node.Database, node.Schema, node.Alias).WithQuote(Quoting(node.Config.Map("quoting"), _quote));

    /// <summary>What a <c>ref</c> gives: an ephemeral model stands in a common table expression.</summary>
    public RelationValue Read(CodeNode node) => node.IsEphemeral
        ? new RelationValue(null, null, RelationMembers.EphemeralName(node.Alias), "cte")
        : Of(node);

    public RelationValue Of(SourceNode source) =>
        Create(source.Database, source.Schema, source.Identifier).WithQuote(Quoting(source.Quoting, _quote)).WithExternal(source.ExternalSql);

    /// <summary>A common table expression that templates take for a relation, and ask for its columns.</summary>
    public static RelationValue CommonTable(string name) => new RelationValue(null, null, name, "view").WithQuote(new RelationParts(false, false, false));

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "create" => new NativeFunction(name, Create),
            "create_from" => new NativeFunction(name, CreateFrom),
            "scd_args" => new NativeFunction(name, ScdArguments.Of),
            "get_relation_type" => Names,
            "get_default_quote_policy" => new NativeFunction(name, _ => Policy(_quote)),
            "get_default_include_policy" => new NativeFunction(name, _ => Policy(RelationParts.All)),
            "add_ephemeral_prefix" => new NativeFunction(name, a => RelationMembers.EphemeralName(a.Text(0, "name"))),
            "Table" => "table",
            "View" => "view",
            "CTE" => "cte",
            "External" => "external",
            "MaterializedView" => "materialized_view",
            "PointerTable" => "pointer",
            "Function" => "function",
            _ => null,
        };
        return value is not null;
    }

    private static PyDict Policy(RelationParts parts) => new()
    {
        { "database", PyBox.Of(parts.Database) },
        { "schema", PyBox.Of(parts.Schema) },
        { "identifier", PyBox.Of(parts.Identifier) },
    };

    private static RelationParts Quoting(Project.Values.ValueMap quoting, RelationParts fallback) => new(
        quoting.Find("database") as bool? ?? fallback.Database,
        quoting.Find("schema") as bool? ?? fallback.Schema,
        quoting.Find("identifier") as bool? ?? fallback.Identifier);

    private RelationValue Create(CallArguments arguments)
    {
        var relation = Create(
            arguments.OptionalText(0, "database"), arguments.OptionalText(1, "schema"),
            arguments.OptionalText(2, "identifier"), arguments.OptionalText(3, "type"));
        return arguments.TryGetKeyword("quote_policy", out var policy) && policy is PyDict parts
            ? relation.WithQuote(RelationMembers.Policy(parts, relation.Quote))
            : relation;
    }

    /// <summary><c>create_from(config, node)</c>, the node being a dict such as <c>model</c> or one of <c>graph.nodes</c>.</summary>
    private RelationValue CreateFrom(CallArguments arguments)
    {
        var node = arguments.Count > 1 ? arguments.Positional[1] : arguments.Required(0, "node");
        return node is PyDict dict
            ? Create(
                dict.Get("database") as string, dict.Get("schema") as string,
                (dict.Get("alias") ?? dict.Get("identifier") ?? dict.Get("name")) as string)
            : throw JinjaError.Type("create_from expects a node such as model or graph.nodes[…]");
    }
}
