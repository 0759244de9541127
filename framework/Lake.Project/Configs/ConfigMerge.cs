using Lake.Project.Values;

namespace Lake.Project.Configs;

/// <summary>How the value of a key from a nearer place joins the one from a farther place.</summary>
internal static class ConfigMerge
{
    /// <summary>A further <c>config(…)</c> call in the same file: lists that add up do so, mappings merge, the rest is replaced.</summary>
    public static ValueMap AddCall(ValueMap earlier, ValueMap call)
    {
        var merged = earlier;
        foreach (var (key, value) in call)
        {
            merged = merged.With(key, key == "grants" ? AddGrants(earlier.Find(key), value) : Join(key, earlier.Find(key), value));
        }

        return merged;
    }

    /// <summary>Privileges keep their sign, since they still have to join those of farther places.</summary>
    private static ValueMap AddGrants(object? earlier, object? value)
    {
        var merged = earlier as ValueMap ?? ValueMap.Empty;
        foreach (var (key, grantees) in value as ValueMap ?? ValueMap.Empty)
        {
            merged = merged.With(key, key.StartsWith('+') ? Append(merged.Find(key), grantees) : AsList(grantees));
        }

        return merged;
    }

    public static object? Join(string key, object? earlier, object? value) => key switch
    {
        "tags" or "pre-hook" or "post-hook" or "pre_hook" or "post_hook" or "packages" => Append(earlier, value),
        "meta" or "quoting" or "column_types" or "docs" or "contract" or "latest_version_pointer" => Update(earlier, value),
        "grants" => Grants(earlier, value),
        _ => value,
    };

    public static ValueList AsList(object? value) => value switch
    {
        null => ValueList.Empty,
        ValueList list => list,
        var single => new ValueList([single]),
    };

    private static ValueList Append(object? earlier, object? value) => new(AsList(earlier).Concat(AsList(value)));

    private static object? Update(object? earlier, object? value) =>
        earlier is ValueMap first && value is ValueMap second ? first.Merge(second) : value ?? earlier;

    /// <summary>Privileges written as <c>+select</c> add to the earlier list; without the sign they replace it.</summary>
    private static object? Grants(object? earlier, object? value)
    {
        if (value is not ValueMap changes)
        {
            return value ?? earlier;
        }

        var result = earlier as ValueMap ?? ValueMap.Empty;
        foreach (var (key, grantees) in changes)
        {
            result = key.StartsWith('+')
                ? result.With(key[1..], Append(result.Find(key[1..]), grantees))
                : result.With(key, AsList(grantees));
        }

        return result;
    }
}
