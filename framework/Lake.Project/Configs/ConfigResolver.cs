using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Project.Configs;

/// <summary>
/// dbt's precedence, low to high: defaults, the project file of the node's own package from outer folder to inner,
/// property YAML, <c>config(…)</c> in the SQL, and for nodes of installed packages the root project's file.
/// </summary>
internal sealed class ConfigResolver(ProjectSettings root, IReadOnlyDictionary<string, ProjectSettings> packages)
{
    private readonly ConcurrentDictionary<ValueMap, bool> _used = new(ReferenceEqualityComparer.Instance);

    public ValueMap Resolve(ResourceType type, string package, ImmutableArray<string> fqn, ValueMap patch, ValueMap call)
    {
        var builder = new ConfigBuilder(ConfigDefaults.For(type));
        ApplyTree(builder, packages[package], type, fqn);
        builder.Apply(patch);
        builder.Apply(call);
        if (package != root.Name)
        {
            ApplyTree(builder, root, type, fqn);
        }

        if (type == ResourceType.Test)
        {
            StoredFailures.Complete(builder);
        }

        return builder.Build();
    }

    /// <summary>What the files say without defaults, for <c>unrendered_config</c>; nearer values replace farther ones.</summary>
    public ValueMap Unrendered(ResourceType type, string package, ImmutableArray<string> fqn, ValueMap patch, ValueMap call)
    {
        var result = new List<KeyValuePair<string, object?>>();
        foreach (var level in Levels(packages[package].Raw.Find(TreeKey(type)) as ValueMap ?? ValueMap.Empty, fqn))
        {
            result.AddRange(LevelConfig(level));
        }

        result.AddRange(patch);
        result.AddRange(call);
        return new ValueMap(result);
    }

    /// <summary>Folders and names in the root's configuration trees that no node has come through.</summary>
    public IEnumerable<(string Tree, string Path)> UnusedPaths()
    {
        foreach (var (tree, map) in root.ConfigTrees)
        {
            foreach (var path in Unused(map, ""))
            {
                yield return (tree, path);
            }
        }
    }

    internal static string TreeKey(ResourceType type) => type switch
    {
        ResourceType.Seed => "seeds",
        ResourceType.Snapshot => "snapshots",
        ResourceType.Source => "sources",
        ResourceType.Test => "data_tests",
        ResourceType.Exposure => "exposures",
        ResourceType.UnitTest => "unit_tests",
        ResourceType.Model or ResourceType.Analysis or ResourceType.Operation => "models",
    };

    private void ApplyTree(ConfigBuilder builder, ProjectSettings project, ResourceType type, ImmutableArray<string> fqn)
    {
        if (!project.ConfigTrees.TryGetValue(TreeKey(type), out var tree) || tree.Count == 0)
        {
            return;
        }

        foreach (var level in Levels(tree, fqn))
        {
            _used[level] = true;
            foreach (var (key, value) in LevelConfig(level))
            {
                builder.Apply(key, value);
            }
        }
    }

    private static IEnumerable<ValueMap> Levels(ValueMap tree, ImmutableArray<string> fqn)
    {
        yield return tree;
        foreach (var part in fqn)
        {
            if (tree.Find(part) is not ValueMap next)
            {
                yield break;
            }

            yield return tree = next;
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> LevelConfig(ValueMap level)
    {
        foreach (var (key, value) in level)
        {
            if (key.StartsWith('+'))
            {
                yield return new(key[1..].Trim(), value);
            }
            else if (value is not ValueMap)
            {
                yield return new(key, value);
            }
        }
    }

    private IEnumerable<string> Unused(ValueMap level, string prefix)
    {
        foreach (var (key, value) in level)
        {
            if (key.StartsWith('+') || value is not ValueMap next)
            {
                continue;
            }

            if (!_used.ContainsKey(next))
            {
                yield return prefix + key;
            }
            else
            {
                foreach (var path in Unused(next, $"{prefix}{key}."))
                {
                    yield return path;
                }
            }
        }
    }
}
