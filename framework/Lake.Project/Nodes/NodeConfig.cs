using System.Collections.Immutable;
using Lake.Project.Values;

namespace Lake.Project.Nodes;

/// <summary>A node's merged configuration: dbt's keys with their defaults, and every key of the user's own.</summary>
public sealed class NodeConfig(ValueMap values)
{
    /// <summary>Under dbt's names (<c>pre-hook</c>, <c>post-hook</c>), in the order of the manifest.</summary>
    public ValueMap Values { get; } = values;

    public bool Enabled => Values.Find("enabled") is not false;

    public string Materialized => Text("materialized") ?? "view";

    public string? Alias => Text("alias");

    public string? Schema => Text("schema");

    public string? Database => Text("database");

    public string? Group => Text("group");

    public ImmutableArray<string> Tags => [.. List("tags").OfType<string>()];

    public ValueMap Meta => Map("meta");

    /// <summary>Null: as the command line says.</summary>
    public bool? FullRefresh => Values.Find("full_refresh") as bool?;

    public ImmutableArray<Hook> PreHooks => Hook.Read(Values.Find("pre-hook"));

    public ImmutableArray<Hook> PostHooks => Hook.Read(Values.Find("post-hook"));

    public string? Text(string key) => Values.Find(key) as string;

    /// <summary>A scalar is a list of one; null is empty.</summary>
    public ValueList List(string key) => Values.Find(key) switch
    {
        null => ValueList.Empty,
        ValueList list => list,
        var single => new ValueList([single]),
    };

    public ValueMap Map(string key) => Values.Find(key) as ValueMap ?? ValueMap.Empty;

    public object? Find(string key) => Values.Find(key);

    public bool Has(string key) => Values.ContainsKey(key);
}
