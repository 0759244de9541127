using Lake.Project.Macros;

namespace Lake.Project.States;

/// <summary>Which macros have another text than in an earlier manifest, or call one that has.</summary>
internal sealed class MacroComparison(MacroRegistry macros, PreviousState state)
{
    private readonly Dictionary<string, Macro> _byId = macros.All.ToDictionary(m => m.UniqueId, StringComparer.Ordinal);

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    public bool HasChanged(IEnumerable<string> macros) => macros.Any(HasChanged);

    /// <summary>The built-in macros change with the program, not with the project.</summary>
    private bool HasChanged(string id)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        _known[id] = false;
        if (!_byId.TryGetValue(id, out var macro) || macro.PackageName == MacroRegistry.BuiltInPackage)
        {
            return false;
        }

        return _known[id] = !state.Macros.TryGetValue(id, out var earlier) || earlier != macro.Sql || HasChanged(macro.DependsOnMacros);
    }
}
