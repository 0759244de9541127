using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Macros;

/// <summary>Every macro by package and name, and dbt's rules for finding one.</summary>
public sealed class MacroRegistry
{
    /// <summary>The package of the built-in macros.</summary>
    public const string BuiltInPackage = "dbt";

    /// <summary>The package of the built-in macros that stand in for dbt_utils.</summary>
    public const string UtilitiesPackage = "lake_utils";

    private const string UtilitiesOfDbt = "dbt_utils";

    private readonly Dictionary<string, Dictionary<string, Macro>> _packages = new(StringComparer.Ordinal);
    private readonly string _root;

    public MacroRegistry(string rootPackage, IEnumerable<Macro> macros)
    {
        _root = rootPackage;
        All = [.. macros];
        foreach (var macro in All)
        {
            if (!_packages.TryGetValue(macro.PackageName, out var names))
            {
                _packages[macro.PackageName] = names = new(StringComparer.Ordinal);
            }

            names[macro.Name] = macro;
        }

        if (!_packages.ContainsKey(UtilitiesOfDbt) && _packages.TryGetValue(UtilitiesPackage, out var utilities))
        {
            _packages[UtilitiesOfDbt] = utilities;
            StandsInForDbtUtils = true;
        }
    }

    /// <summary>Whether <c>dbt_utils.</c> means the built-in macros, because that package is not installed.</summary>
    public bool StandsInForDbtUtils { get; }

    public ImmutableArray<Macro> All { get; }

    public string RootPackage => _root;

    public IEnumerable<string> Packages => _packages.Keys;

    /// <summary>The macros of one package by name; empty for an unknown package.</summary>
    public IReadOnlyDictionary<string, Macro> InPackage(string package) =>
        _packages.TryGetValue(package, out var names) ? names : ImmutableDictionary<string, Macro>.Empty;

    public bool TryGet(string package, string name, [MaybeNullWhen(false)] out Macro macro)
    {
        macro = null;
        return _packages.TryGetValue(package, out var names) && names.TryGetValue(name, out macro);
    }

    /// <summary>What a bare name means in a package: its own macro, then the root project's, then a built-in one.</summary>
    public Macro? Find(string name, string fromPackage) =>
        TryGet(fromPackage, name, out var macro) || TryGet(_root, name, out macro) || TryGet(BuiltInPackage, name, out macro)
            ? macro
            : null;

    /// <summary>
    /// A naming macro such as <c>generate_schema_name</c>: the root project's wins, then the built-in one; installed
    /// packages override it only for their own nodes.
    /// </summary>
    public Macro? FindGenerator(string name, string nodePackage) =>
        TryGet(_root, name, out var macro) || TryGet(nodePackage, name, out macro) || TryGet(BuiltInPackage, name, out macro)
            ? macro
            : null;

    /// <summary>
    /// The materialization of that name: the adapter's own before the default one; of equal ones the root project's
    /// before an installed package's. Installed packages do not replace built-in ones.
    /// </summary>
    public Macro? FindMaterialization(string name, string adapterType)
    {
        foreach (var macroName in new[] { $"materialization_{name}_{adapterType}", $"materialization_{name}_default" })
        {
            if (TryGet(_root, macroName, out var macro) || TryGet(BuiltInPackage, macroName, out macro))
            {
                return macro;
            }

            macro = _packages.Keys.Order(StringComparer.Ordinal)
                .Select(p => InPackage(p).GetValueOrDefault(macroName)).FirstOrDefault(m => m is not null);
            if (macro is not null)
            {
                return macro;
            }
        }

        return null;
    }

    public IEnumerable<string> MaterializationNames =>
        All.Where(m => m.Name.StartsWith("materialization_", StringComparison.Ordinal))
            .Select(m => m.Name["materialization_".Length..m.Name.LastIndexOf('_')]).Distinct(StringComparer.Ordinal);
}
