using Lake.Text;

namespace Lake.Runner.Rules;

/// <summary>What can go wrong in a run, beyond what engines and templates report.</summary>
public static class RunnerRules
{
    public static readonly DiagnosticRule ProjectBusy = new(
        "project-busy", Severity.Error, "Another run works on the same project; wait for it or stop it.");

    public static readonly DiagnosticRule TestFailed = new(
        "test-failed", Severity.Error, "A data test found rows that should not be; what it guards was not published.");

    public static readonly DiagnosticRule TestWarned = new(
        "test-warned", Severity.Warning, "A data test found rows that should not be, fewer than make it an error.");

    public static readonly DiagnosticRule InvalidTest = new(
        "test-without-result", Severity.Error, "A data test must end with the one row that get_test_sql gives.");

    public static readonly DiagnosticRule UnitTestFailed = new(
        "unit-test-failed", Severity.Error, "A model makes other rows of those that a unit test gives than it expects.");

    public static readonly DiagnosticRule NotPublished = new(
        "not-published", Severity.Error, "A node was built but its tests failed, so it stays as it was before.");

    public static readonly DiagnosticRule EphemeralNotCompiled = new(
        "ephemeral-not-compiled", Severity.Warning, "An ephemeral model that nothing reads cannot be compiled; whatever comes to read it will fail.");

    public static readonly DiagnosticRule MaintenanceFailed = new(
        "maintenance-failed", Severity.Warning, "A table was built and published, but keeping it tidy did not succeed.");

    public static readonly DiagnosticRule SeveralEngines = new(
        "several-engines", Severity.Error, "A run over nodes of several engines cannot be published as a whole.");

    public static readonly DiagnosticRule NoEarlierRun = new(
        "no-earlier-run", Severity.Error, "`retry` finds no run_results.json of an earlier run.");

    public static readonly DiagnosticRule InvalidFreshness = new(
        "invalid-freshness", Severity.Error, "What a source names for its freshness gives no time.");

    public static readonly DiagnosticRule CannotWrite = new(
        "cannot-write", Severity.Error, "A file below the target folder could not be written; see the reason and free space or rights.");

    public static readonly DiagnosticRule InternalError = new(
        "internal-error", Severity.Error, "The program itself failed at a node. This is a fault of the program.");
}
