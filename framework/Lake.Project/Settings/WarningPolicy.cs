using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Settings;

/// <summary>
/// Which warnings are errors and which are not told: <c>--warn-error</c>, <c>--warn-error-options</c>, and both under
/// <c>flags:</c> of the project file. As in dbt, a name beats <c>Deprecations</c>, which beats <c>all</c>; and silence
/// beats warn, which beats error.
/// </summary>
public sealed class WarningPolicy
{
    public static readonly WarningPolicy Lenient = new(false, [], [], []);

    private const string All = "all";

    private readonly bool _allAreErrors;
    private readonly HashSet<string> _errors;
    private readonly HashSet<string> _warnings;
    private readonly HashSet<string> _silent;

    private WarningPolicy(bool allAreErrors, IEnumerable<string> errors, IEnumerable<string> warnings, IEnumerable<string> silent) =>
        (_allAreErrors, _errors, _warnings, _silent) = (allAreErrors, Set(errors), Set(warnings), Set(silent));

    /// <summary>Fails with <c>invalid-warning-options</c>.</summary>
    public static WarningPolicy Of(ProjectOptions options, ProjectSettings settings) => options switch
    {
        { WarnError: not null, WarnErrorOptions: not null } => throw ProjectRules.InvalidWarningOptions.Error(
            null, "'--warn-error' and '--warn-error-options' exclude each other", "give the options alone: --warn-error-options '{error: all}'"),
        { WarnErrorOptions: { } text } => Read(text),
        { WarnError: { } all } => new WarningPolicy(all, [], [], []),
        _ => settings.Flags.Find("warn_error_options") is ValueMap written
            ? Read(written, settings.Source.At(0, 0))
            : new WarningPolicy(settings.Flags.Find("warn_error") is true, [], [], []),
    };

    /// <summary>The diagnostic as it is to be told; null when it is not.</summary>
    public Diagnostic? Judge(Diagnostic diagnostic) =>
        diagnostic.Severity != Severity.Warning ? diagnostic
        : IsError(diagnostic.Rule) ? diagnostic with { Severity = Severity.Error }
        : IsSilent(diagnostic.Rule) ? null
        : diagnostic;

    /// <summary>dbt's name of the warning where it has one, else ours.</summary>
    public static string NameOf(DiagnosticRule rule) => WarningNames.Of(rule).ElementAtOrDefault(1) ?? rule.Id;

    public bool IsError(DiagnosticRule rule)
    {
        var elsewhere = Names(_warnings, rule) || Names(_silent, rule);
        return !elsewhere
            && (Names(_errors, rule)
                || (WarningNames.IsDeprecation(rule) && _errors.Contains(WarningNames.Deprecations) && !IsDeprecationElsewhere(rule))
                || (_allAreErrors && !IsDeprecationElsewhere(rule)));
    }

    public bool IsSilent(DiagnosticRule rule) => Names(_silent, rule)
        || (WarningNames.IsDeprecation(rule) && _silent.Contains(WarningNames.Deprecations) && !Names(_errors, rule) && !Names(_warnings, rule));

    private bool IsDeprecationElsewhere(DiagnosticRule rule) =>
        WarningNames.IsDeprecation(rule) && (_warnings.Contains(WarningNames.Deprecations) || _silent.Contains(WarningNames.Deprecations));

    private static bool Names(HashSet<string> names, DiagnosticRule rule) => names.Count > 0 && WarningNames.Of(rule).Any(names.Contains);

    private static WarningPolicy Read(string text)
    {
        var source = new SourceFile("<--warn-error-options>", text);
        var document = YamlDocument.Parse(source);
        return document.HasErrors ? throw new DiagnosticException(document.Diagnostics)
            : document.Root is YamlMapping map ? Read(PlainValues.MapFromYaml(map), source.At(0, text.Length))
            : throw ProjectRules.InvalidWarningOptions.Error(source.At(0, text.Length), "these options are no mapping", "write '{error: all, silence: [NoNodesForSelectionCriteria]}'");
    }

    private static WarningPolicy Read(ValueMap written, Location place)
    {
        if (written.Keys.FirstOrDefault(k => k is not ("error" or "warn" or "silence" or "include" or "exclude")) is { } unknown)
        {
            throw ProjectRules.InvalidWarningOptions.Error(
                place, $"there is no list '{unknown}' of warnings", Spelling.Hint(unknown, ["error", "warn", "silence"]) ?? "there are error, warn and silence");
        }

        var errors = written.Find("error") ?? written.Find("include");
        var all = errors is All or "*";
        return new WarningPolicy(
            all, all ? [] : List(errors, "error", place), List(written.Find("warn") ?? written.Find("exclude"), "warn", place), List(written.Find("silence"), "silence", place));
    }

    /// <summary>Names of dbt's that mean nothing here are taken: they are in capitals, ours are not.</summary>
    private static List<string> List(object? written, string key, Location place)
    {
        if (written is not (null or ValueList))
        {
            throw ProjectRules.InvalidWarningOptions.Error(
                place, $"'{key}' is no list of warnings", key == "error" ? "write all, or a list of names" : "write a list of names");
        }

        var names = (written as ValueList ?? ValueList.Empty).Select(PlainValues.Text).ToList();
        return names.FirstOrDefault(n => n.Length == 0 || (!char.IsAsciiLetterUpper(n[0]) && !n.Contains('-', StringComparison.Ordinal))) is { } wrong
            ? throw ProjectRules.InvalidWarningOptions.Error(
                place, $"'{wrong}' names no warning", Spelling.Hint(wrong, WarningNames.All) ?? "use the id that stands behind 'warning', as in nothing-selected, or dbt's name")
            : names;
    }

    private static HashSet<string> Set(IEnumerable<string> names) => new(names, StringComparer.Ordinal);
}
