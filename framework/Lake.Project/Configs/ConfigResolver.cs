using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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

    /// <summary>Nodes that say nothing of their own have the configuration of their place.</summary>
    private readonly ConcurrentDictionary<Place, ValueMap> _plain = new();

    public ValueMap Resolve(ResourceType type, string package, ImmutableArray<string> fqn, ValueMap patch, ValueMap call)
    {
        if (patch.Count > 0 || call.Count > 0)
        {
            return Merged(type, package, fqn, patch, call);
        }

        var place = new Place(type, package, Deepest(packages[package], type, fqn), package == root.Name ? null : Deepest(root, type, fqn));
        return _plain.TryGetValue(place, out var known) ? known : _plain[place] = Merged(type, package, fqn, patch, call);
    }

    private ValueMap Merged(ResourceType type, string package, ImmutableArray<string> fqn, ValueMap patch, ValueMap call)
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

    /// <summary>What the project file of the package and the declaration say, without defaults and hooks; for kinds that have no keys of their own.</summary>
    public ValueMap Given(ResourceType type, string package, ImmutableArray<string> fqn, ValueMap patch)
    {
        var result = ValueMap.Empty;
        foreach (var level in Levels(packages[package].ConfigTrees.GetValueOrDefault(TreeKey(type)) ?? ValueMap.Empty, fqn))
        {
            result = ConfigMerge.AddCall(result, new ValueMap(LevelConfig(level).Where(c => !c.Key.EndsWith("hook", StringComparison.Ordinal))));
        }

        return ConfigMerge.AddCall(result, patch);
    }

    /// <summary>Tells that a node comes through its places in the trees, where its configuration is known already.</summary>
    public void Use(ResourceType type, string package, ImmutableArray<string> fqn)
    {
        Use(packages[package], type, fqn);
        if (package != root.Name)
        {
            Use(root, type, fqn);
        }
    }

    private void Use(ProjectSettings project, ResourceType type, ImmutableArray<string> fqn)
    {
        var level = project.ConfigTrees.GetValueOrDefault(TreeKey(type)) is { Count: > 0 } tree ? tree : null;
        for (var i = 0; level is not null; i++)
        {
            if (!_used.ContainsKey(level))
            {
                _used[level] = true;
            }

            level = i < fqn.Length ? level.Find(fqn[i]) as ValueMap : null;
        }
    }

    /// <summary>What the files say without defaults, for <c>unrendered_config</c>; nearer values replace farther ones.</summary>
    public ValueMap Unrendered(ResourceType type, string package, ImmutableArray<string> fqn, ValueMap patch, ValueMap call)
    {
        var result = new List<KeyValuePair<string, object?>>();
        foreach (var level in Levels(Raw(packages[package], type), fqn))
        {
            result.AddRange(LevelConfig(level));
        }

        result.AddRange(patch);
        result.AddRange(call);
        return result.Count == 0 ? ValueMap.Empty : new ValueMap(result);
    }

    /// <summary>Tests have an old heading too.</summary>
    private ValueMap Raw(ProjectSettings project, ResourceType type) =>
        (project.Raw.Find(TreeKey(type)) ?? (type == ResourceType.Test ? project.Raw.Find("tests") : null)) as ValueMap ?? ValueMap.Empty;

    /// <summary>Folders and names in the root's configuration trees that no node has come through.</summary>
    public IEnumerable<(string Tree, string Path)> UnusedPaths()
    {
        foreach (var (tree, map) in root.ConfigTrees)
        {
            // What stands there of all exposures is no folder.
            foreach (var path in Unused(map, "").Where(p => tree != "exposures" || p != "meta"))
            {
                yield return (tree, path);
            }
        }
    }

    private string TreeKey(ResourceType type) => type switch
    {
        ResourceType.Seed => "seeds",
        ResourceType.Snapshot => "snapshots",
        ResourceType.Source => "sources",
        ResourceType.Test => "data_tests",
        ResourceType.Exposure => "exposures",
        ResourceType.UnitTest => "unit_tests",
        ResourceType.Metric => "metrics",
        ResourceType.SemanticModel => "semantic-models",
        ResourceType.SavedQuery => "saved-queries",
        ResourceType.Analysis when root.CorrectsAnalyses => "analyses",
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

    /// <summary>The innermost level that the node comes through; null without any configuration.</summary>
    private ValueMap? Deepest(ProjectSettings project, ResourceType type, ImmutableArray<string> fqn) =>
        project.ConfigTrees.TryGetValue(TreeKey(type), out var tree) && tree.Count > 0 ? Levels(tree, fqn).Last() : null;

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

    /// <summary>A level stands for all levels around it, so it is compared as the object that it is.</summary>
    private readonly record struct Place(ResourceType Type, string Package, ValueMap? Own, ValueMap? Root)
    {
        public bool Equals(Place other) =>
            Type == other.Type && Package == other.Package && ReferenceEquals(Own, other.Own) && ReferenceEquals(Root, other.Root);

        public override int GetHashCode() =>
            HashCode.Combine(Type, Package, RuntimeHelpers.GetHashCode(Own), RuntimeHelpers.GetHashCode(Root));
    }
}
