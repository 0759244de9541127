using Lake.Text;

namespace Lake.Project.Rules;

/// <summary>What can be wrong with what a selection compares with.</summary>
public static class SelectionRules
{
    public static readonly DiagnosticRule UnreadableState = new(
        "unreadable-state", Severity.Error, "A selection by state, result or source status, or --defer, has no artifacts of an earlier run to read.");

    public static readonly DiagnosticRule ContractBroken = new(
        "contract-broken", Severity.Error, "A model no longer keeps the contract that it kept in the run compared with by `state:`; a warning where it has no versions.");
}
