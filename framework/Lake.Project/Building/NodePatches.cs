using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>Finds what property files say about a node, and remembers what was found.</summary>
internal sealed class NodePatches
{
    private readonly Dictionary<(string Package, string Section, string Name), ResourcePatch> _patches = [];
    private readonly Dictionary<(string Section, string Name), ResourcePatch> _foreign = [];
    private readonly HashSet<ResourcePatch> _used = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Package, string Stem), (ResourcePatch Patch, VersionPatch Version)> _versions = [];

    /// <param name="own">Whether a package has a model or seed of that name; what it lacks means that of another package, as in dbt.</param>
    public NodePatches(IEnumerable<ResourcePatch> patches, Func<string, string, bool> own, Action<Diagnostic> report)
    {
        foreach (var patch in patches)
        {
            var key = (patch.File.Package, patch.Section, patch.Name);
            if (!_patches.TryAdd(key, patch))
            {
                report(Duplicates.Diagnostic(
                    ProjectRules.DuplicateProperties, $"entries of '{patch.Section}'", patch.Name, patch.NameLocation, _patches[key].NameLocation));
                _used.Add(patch);
                continue;
            }

            if (patch.Section is "models" or "seeds" && patch.Versions.IsEmpty && !own(patch.File.Package, patch.Name))
            {
                _foreign.TryAdd((patch.Section, patch.Name), patch);
            }

            foreach (var version in patch.Versions)
            {
                _versions.TryAdd((patch.File.Package, Stem(patch, version)), (patch, version));
            }

            // As in dbt, the file of the model's own name holds its latest version when no other file does.
            if (Latest(patch) is { DefinedIn: null } latest)
            {
                _versions.TryAdd((patch.File.Package, patch.Name), (patch, latest));
            }
        }
    }

    private static VersionPatch? Latest(ResourcePatch patch) => patch.LatestVersion is { } named
        ? patch.Versions.FirstOrDefault(v => Nodes.Versions.Same(v.Version, named))
        : patch.Versions.MaxBy(v => v.Version, Comparer<object>.Create(Nodes.Versions.Compare));

    /// <summary>The name of the file that holds a version, without extension.</summary>
    public static string Stem(ResourcePatch patch, VersionPatch version) => version.DefinedIn ?? $"{patch.Name}_v{Nodes.Versions.Text(version.Version)}";

    /// <summary>False for a second entry of one name, which is left aside.</summary>
    public bool Has(ResourcePatch patch) =>
        _patches.TryGetValue((patch.File.Package, patch.Section, patch.Name), out var first) && ReferenceEquals(first, patch);

    public IEnumerable<ResourcePatch> All => _patches.Values;

    /// <summary>Null when no file describes it.</summary>
    public ResourcePatch? Find(string package, string section, string name)
    {
        lock (_used)
        {
            if ((!_patches.TryGetValue((package, section, name), out var patch) && !_foreign.TryGetValue((section, name), out patch)) || patch.Versions.Length > 0)
            {
                return null;
            }

            _used.Add(patch);
            return patch;
        }
    }

    /// <summary>The version of a model that the file of that name holds.</summary>
    public (ResourcePatch Patch, VersionPatch Version)? FindVersion(string package, string stem)
    {
        lock (_used)
        {
            if (!_versions.TryGetValue((package, stem), out var found))
            {
                return null;
            }

            _used.Add(found.Patch);
            return found;
        }
    }

    public IEnumerable<ResourcePatch> Unused => _patches.Values.Where(p => !_used.Contains(p));
}
