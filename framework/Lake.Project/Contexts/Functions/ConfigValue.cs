using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Project.Rules;
using Lake.Project.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>config(…)</c> and its methods.</summary>
internal sealed class ConfigValue(NodeContext context) : JinjaObject
{
    private static readonly object Missing = new();
    private static readonly string[] OwnColumns = ["dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted"];

    internal static readonly MemberTable<ConfigValue> Members = new MemberTable<ConfigValue>()
        .Method("get", Get)
        .Method("require", Require)
        .Method("set", Set)
        .Method("meta_get", (c, a) => c.Meta(a.Text(0, "name")) is var value && value != Missing ? value : a.Optional(1, "default"))
        .Method("meta_require", (c, a) => c.Meta(a.Text(0, "name")) is var value && value != Missing ? value : throw c.NotFound(a, "meta."))
        .Method("persist_relation_docs", (c, _) => PyBox.Of(c.Persists("relation")))
        .Method("persist_column_docs", (c, _) => PyBox.Of(c.Persists("columns")));

    private readonly Dictionary<string, object?> _set = new(StringComparer.Ordinal);

    public override string TypeName => context.Executes ? "RuntimeConfigObject" : "ParseConfigObject";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments)
    {
        if (context.Capture is { } capture)
        {
            capture.AddConfig(ConfigCalls.Read(arguments));
        }

        return "";
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        if (Members.TryGet(this, name, out value))
        {
            return true;
        }

        value = name == "model" && context.Node is { } node ? context.ModelValues(node) : null;
        return value is not null;
    }

    private static object? Get(ConfigValue config, CallArguments arguments)
    {
        if (!config.Reads)
        {
            return arguments.Optional(1, "default", "");
        }

        var value = config.Find(arguments.Text(0, "name"));
        return value == Missing || (value is null && arguments.Has(1, "default")) ? arguments.Optional(1, "default") : value;
    }

    private static object? Require(ConfigValue config, CallArguments arguments)
    {
        if (!config.Reads)
        {
            return "";
        }

        var value = config.Find(arguments.Text(0, "name"));
        return value == Missing ? throw config.NotFound(arguments, "") : value;
    }

    private static object? Set(ConfigValue config, CallArguments arguments)
    {
        var (name, value) = (arguments.Text(0, "name"), arguments.Required(1, "value"));
        config._set[name] = value;
        config.Captured?.AddConfig(() => ValueMap.Of((name, TemplateValues.ToPlain(value))));
        return "";
    }

    private ParseCapture? Captured => context.Capture;

    /// <summary>While its own SQL is being read, a node has no configuration yet.</summary>
    private bool Reads => context.Executes;

    private object? Find(string name)
    {
        if (_set.TryGetValue(name, out var set))
        {
            return set;
        }

        var values = context.NodeConfigValues;
        return values.TryGetValue(name, out var value) || values.TryGetValue(name.Replace('_', '-'), out value) ? TemplateValues.FromPlain(value)
            : name == "snapshot_table_column_names" ? SnapshotColumns(values) : Missing;
    }

    /// <summary>The names of a snapshot's own columns: those of <c>snapshot_meta_column_names</c>, else dbt's.</summary>
    private static PyDict SnapshotColumns(ValueMap values)
    {
        var given = values.Find("snapshot_meta_column_names") as ValueMap ?? ValueMap.Empty;
        return new PyDict(OwnColumns.Select(name => KeyValuePair.Create(name, (object?)(given.Find(name) as string ?? name))));
    }

    private object? Meta(string name) =>
        context.NodeConfigValues.Find("meta") is ValueMap meta && meta.TryGetValue(name, out var value)
            ? TemplateValues.FromPlain(value)
            : Missing;

    private bool Persists(string what) =>
        Reads && context.NodeConfigValues.Find("persist_docs") is ValueMap docs && docs.Find(what) is true;

    private Text.DiagnosticException NotFound(CallArguments arguments, string prefix)
    {
        var name = prefix + arguments.Text(0, "name");
        return ProjectRules.MissingConfig.Error(
            arguments.Site, $"'{context.Node?.Name}' needs the configuration '{name}'",
            Lake.Text.Spelling.Hint(name, context.NodeConfigValues.Keys) ?? $"add {name} to its config");
    }
}
