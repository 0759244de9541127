using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Configs;

/// <summary>Collects one node's configuration from the farthest place to the nearest.</summary>
internal sealed class ConfigBuilder(ValueMap defaults)
{
    private readonly object?[] _known = defaults.Ordered.ToArray();
    private readonly List<KeyValuePair<string, object?>> _own = [];

    /// <summary>Everything that <paramref name="nearer"/> says joins what is there already, by the key's own way of merging.</summary>
    public void Apply(ValueMap nearer)
    {
        foreach (var (key, value) in nearer)
        {
            Apply(key, value);
        }
    }

    public void Apply(string key, object? value)
    {
        key = key switch
        {
            "pre_hook" => "pre-hook",
            "post_hook" => "post-hook",
            _ => key,
        };
        if (defaults.Order.Find(key) is var at and >= 0)
        {
            _known[at] = ConfigMerge.Join(key, _known[at], value);
        }
        else if (_own.FindIndex(p => p.Key == key) is var own and >= 0)
        {
            _own[own] = new(key, ConfigMerge.Join(key, _own[own].Value, value));
        }
        else
        {
            _own.Add(new(key, ConfigMerge.Join(key, null, value)));
        }
    }

    public object? Find(string key) =>
        defaults.Order.Find(key) is var at and >= 0 ? _known[at] : _own.Find(p => p.Key == key).Value;

    public ValueMap Build()
    {
        var known = new ValueMap(defaults.Order, [.. _known.Select((value, i) => Finished(defaults.Order.Names[i], value))]);
        return _own.Count == 0 ? known : new ValueMap([.. known, .. _own.Select(p => KeyValuePair.Create(p.Key, Finished(p.Key, p.Value)))]);
    }

    private object? Finished(string key, object? value) => key switch
    {
        "pre-hook" or "post-hook" => value is null or ValueList { Count: 0 } ? ValueList.Empty : new ValueList(ConfigMerge.AsList(value).Select(Hook.Normalized)),
        "snapshot_meta_column_names" when value is ValueMap given && defaults.Find(key) is ValueMap all => all.Merge(given),
        "tags" or "packages" => ConfigMerge.AsList(value),
        _ => value,
    };
}
