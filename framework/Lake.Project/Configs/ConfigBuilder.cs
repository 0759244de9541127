using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Configs;

/// <summary>Collects one node's configuration from the farthest place to the nearest.</summary>
internal sealed class ConfigBuilder
{
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public ConfigBuilder(ValueMap defaults)
    {
        foreach (var (key, value) in defaults)
        {
            _keys.Add(key);
            _values.Add(key, value);
        }
    }

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
        if (!_values.TryGetValue(key, out var earlier))
        {
            _keys.Add(key);
        }

        _values[key] = ConfigMerge.Join(key, earlier, value);
    }

    public object? Find(string key) => _values.GetValueOrDefault(key);

    public ValueMap Build() => new(_keys.Select(key => KeyValuePair.Create(key, Finished(key, _values[key]))));

    private static object? Finished(string key, object? value) => key switch
    {
        "pre-hook" or "post-hook" => new ValueList(ConfigMerge.AsList(value).Select(Hook.Normalized)),
        "tags" or "packages" => ConfigMerge.AsList(value),
        _ => value,
    };
}
