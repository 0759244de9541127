using Lake.Project.Rules;
using Lake.Text;
using Lake.Yaml.Rules;

namespace Lake.Project.Settings;

/// <summary>What dbt calls the warnings that are told here too: lists of <c>--warn-error-options</c> name them so.</summary>
internal static class WarningNames
{
    /// <summary>Stands for all warnings about what dbt will no longer take.</summary>
    public const string Deprecations = "Deprecations";

    /// <summary>By id; some of the rules belong to parts above this one.</summary>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        [ProjectRules.NothingSelected.Id] = ["NoNodesForSelectionCriteria"],
        [ProjectRules.UnusedConfigPath.Id] = ["UnusedResourceConfigPath"],
        [ProjectRules.UnknownPropertyTarget.Id] = ["NoNodeForYamlKey", "MacroNotFoundForPatch"],
        [ProjectRules.WrongPropertySection.Id] = ["WrongResourceSchemaFile"],
        [ProjectRules.UnknownConfig.Id] = ["CustomKeyInConfigDeprecation"],
        ["macro-warning"] = ["JinjaLogWarning"],
        ["constraint-not-enforced"] = ["ConstraintNotEnforced", "ConstraintNotSupported"],
        [PackageRules.UnpinnedPackage.Id] = ["DepsUnpinned"],
        [YamlRules.DuplicateKey.Id] = ["DuplicateYAMLKeysDeprecation"],
        [YamlRules.UnknownKey.Id] = ["CustomKeyInObjectDeprecation", "CustomTopLevelKeyDeprecation"],
        [SelectionRules.ContractBroken.Id] = ["UnversionedBreakingChange"],
        ["test-warned"] = ["LogTestResult"],
        ["state-is-target"] = ["WarnStateTargetEqual"],
    };

    public static IEnumerable<string> Of(DiagnosticRule rule) => Names.GetValueOrDefault(rule.Id, []).Prepend(rule.Id);

    public static bool IsDeprecation(DiagnosticRule rule) => Of(rule).Any(n => n.EndsWith("Deprecation", StringComparison.Ordinal));

    public static IEnumerable<string> All => Names.Values.SelectMany(n => n).Append(Deprecations);
}
