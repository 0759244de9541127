using Lake.Text;

namespace Lake.Project.Rules;

/// <summary>What can be wrong with what a selection compares with.</summary>
public static class SelectionRules
{
    public static readonly DiagnosticRule UnreadableState = new(
        "unreadable-state", Severity.Error, "A selection by state, result or source status, or --defer, has no artifacts of an earlier run to read.");
}
