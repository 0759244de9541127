using Lake.Text;

namespace Lake.Yaml.Rules;

public static class YamlRules
{
    public static readonly DiagnosticRule Syntax = new(
        "yaml-syntax", Severity.Error, "The text is not valid YAML. Check indentation, quotes and colons at the place shown.");

    public static readonly DiagnosticRule Tab = new(
        "yaml-tab", Severity.Error, "YAML must be indented with spaces. Replace the tab character.");

    public static readonly DiagnosticRule DuplicateKey = new(
        "yaml-duplicate-key", Severity.Warning, "A mapping has the same key twice; the last one counts. Remove one of them.");

    public static readonly DiagnosticRule UnknownAnchor = new(
        "yaml-unknown-anchor", Severity.Error, "An alias names an anchor that is not defined above it.");

    public static readonly DiagnosticRule DuplicateAnchor = new(
        "yaml-duplicate-anchor", Severity.Error, "Two places define the same anchor. Rename one of them.");

    public static readonly DiagnosticRule WrongType = new(
        "wrong-type", Severity.Error, "A value has another type than its key takes.");

    public static readonly DiagnosticRule UnknownKey = new(
        "unknown-key", Severity.Warning, "A key that nothing reads, often a misspelling. Correct it, or put data of your own under 'meta'.");

    public static readonly DiagnosticRule MissingKey = new(
        "missing-key", Severity.Error, "A mapping lacks a key that it must have.");

    public static readonly DiagnosticRule UnknownValue = new(
        "unknown-value", Severity.Error, "A value is none of those that its key takes.");
}
