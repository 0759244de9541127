using Lake.Project.Nodes;

namespace Lake.Project.Resolving;

/// <summary>dbt's rules for what <c>ref</c> and <c>source</c> mean.</summary>
public sealed class NodeFinder
{
    private readonly string _root;
    private readonly Dictionary<string, List<CodeNode>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Table), List<SourceNode>> _sources = [];

    public NodeFinder(string rootPackage, IEnumerable<Node> nodes)
    {
        _root = rootPackage;
        foreach (var node in nodes)
        {
            switch (node)
            {
                case ModelNode or SeedNode or SnapshotNode:
                    Add(_byName, node.Name, (CodeNode)node);
                    break;
                case SourceNode source:
                    Add(_sources, (source.SourceName, source.Name), source);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Names that <c>ref</c> could take.</summary>
    public IEnumerable<string> RefNames => _byName.Keys;

    public IEnumerable<(string Source, string Table)> SourceNames => _sources.Keys;

    /// <summary>
    /// The model, seed or snapshot that a call in <paramref name="nodePackage"/> means: of the root project, then of the
    /// node's package, then of any other. Null when there is none.
    /// </summary>
    public CodeNode? FindRef(RefCall call, string nodePackage)
    {
        if (!_byName.TryGetValue(call.Name, out var candidates))
        {
            return null;
        }

        if (call.Package is null && candidates is [var only])
        {
            return HasVersion(only, call.Version) ? only : null;
        }

        foreach (var package in Packages(call.Package, nodePackage))
        {
            var found = candidates.Find(n => (package is null || n.PackageName == package) && HasVersion(n, call.Version));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The source table that a call in <paramref name="nodePackage"/> means; null when there is none.</summary>
    public SourceNode? FindSource(SourceCall call, string nodePackage)
    {
        if (!_sources.TryGetValue((call.SourceName, call.TableName), out var candidates))
        {
            return null;
        }

        return Packages(null, nodePackage)
            .Select(package => candidates.Find(n => package is null || n.PackageName == package))
            .FirstOrDefault(n => n is not null);
    }

    /// <summary>Every version of a versioned model.</summary>
    internal IEnumerable<CodeNode> Named(string name) => _byName.GetValueOrDefault(name) ?? [];

    private IEnumerable<string?> Packages(string? asked, string nodePackage) =>
        asked is not null ? [asked] : nodePackage == _root ? [_root, null] : [_root, nodePackage, null];

    private static bool HasVersion(CodeNode node, object? version) => node is not ModelNode { Version: not null } model
        ? version is null
        : Versions.Same(model.Version, version ?? model.LatestVersion);

    private static void Add<TKey, TNode>(Dictionary<TKey, List<TNode>> map, TKey key, TNode node)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(node);
    }
}
