using Lake.Project.Values;

namespace Lake.Project.Settings;

/// <summary>
/// What <c>var</c> finds: <c>--vars</c>, then the root project's block for the asking package, then its global ones,
/// then the asking package's own.
/// </summary>
public sealed class Variables(string rootPackage, ValueMap commandLine, IReadOnlyDictionary<string, ValueMap> byPackage)
{
    /// <summary>Given on the command line.</summary>
    public ValueMap CommandLine { get; } = commandLine;

    public bool TryGet(string package, string name, out object? value)
    {
        if (CommandLine.TryGetValue(name, out value))
        {
            return true;
        }

        var root = byPackage.GetValueOrDefault(rootPackage) ?? ValueMap.Empty;
        if (root.Find(package) is ValueMap scoped && scoped.TryGetValue(name, out value))
        {
            return true;
        }

        if (root.TryGetValue(name, out value))
        {
            return true;
        }

        if (package != rootPackage && byPackage.TryGetValue(package, out var own))
        {
            return (own.Find(package) is ValueMap ownScoped && ownScoped.TryGetValue(name, out value))
                || own.TryGetValue(name, out value);
        }

        value = null;
        return false;
    }

    /// <summary>The same with values that win over all others.</summary>
    public Variables With(ValueMap values) => new(rootPackage, CommandLine.Merge(values), byPackage);

    /// <summary>Every name that the package could ask for, for "did you mean".</summary>
    public IEnumerable<string> Names(string package)
    {
        var maps = new[] { CommandLine, byPackage.GetValueOrDefault(rootPackage), byPackage.GetValueOrDefault(package) };
        return maps.OfType<ValueMap>().SelectMany(m => m.Keys.Concat((m.Find(package) as ValueMap)?.Keys ?? [])).Distinct(StringComparer.Ordinal);
    }
}
