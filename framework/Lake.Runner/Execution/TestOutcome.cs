using System.Globalization;
using System.Numerics;
using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Results;
using Lake.Runner.Rules;

namespace Lake.Runner.Execution;

/// <summary>
/// How a data test ended, by dbt's rules for severities and thresholds: a test within its thresholds has no failures,
/// whatever it counted.
/// </summary>
internal static class TestOutcome
{
    /// <summary>Whether a test has found nothing at all.</summary>
    public static bool IsClean(StatementResult main) => main is { Table: { Rows: [var row], Columns: [_, _, _] } }
        && Count(row[0]) == 0 && !PyValue.IsTrue(row[1]) && !PyValue.IsTrue(row[2]);

    /// <param name="main">Null when neither the test nor anything that it looks at has changed since it passed.</param>
    public static NodeResult Of(TestNode test, StatementResult? main, NodeTimer timer, RunScope run)
    {
        if (main is null)
        {
            return Unchanged(timer);
        }

        if (main is not { Table: { Rows: [var row], Columns: [_, _, _] } })
        {
            throw RunnerRules.InvalidTest.Error(
                test.Location, $"the test '{test.Name}' did not give the one row with failures, should_warn and should_error that tells its outcome",
                "a materialization 'test' of the project's own must end with get_test_sql");
        }

        var failures = Count(row[0]);
        var passesErrorIf = !(test.IsError && PyValue.IsTrue(row[2]));
        if (passesErrorIf && !PyValue.IsTrue(row[1]))
        {
            return timer.Result(NodeStatus.Pass) with { Failures = 0 };
        }

        var threshold = test.Config.Text(passesErrorIf ? "warn_if" : "error_if") ?? "!= 0";
        var isError = !passesErrorIf || run.Options.Warnings.IsError(RunnerRules.TestWarned);
        var plural = failures == 1 ? "result" : "results";
        var message = string.Create(
            CultureInfo.InvariantCulture, $"Got {failures} {plural}, configured to {(isError ? "fail" : "warn")} if {threshold}");
        var rule = isError ? RunnerRules.TestFailed : RunnerRules.TestWarned;
        return timer.Result(isError ? NodeStatus.Fail : NodeStatus.Warn, message) with
        {
            Failures = failures,
            Diagnostics = [rule.At(test.Location, $"{test.Name}: {message}", $"its query is in target/{Artifacts.TargetFiles.CompiledPath(test)}; {Rows(test, run.Settings.StoreFailures)}")],
        };
    }

    /// <summary>Of a test that has passed on the same rows before.</summary>
    public static NodeResult Unchanged(NodeTimer timer) => timer.Result(NodeStatus.Pass, "UNCHANGED") with { Failures = 0 };

    private static string Rows(TestNode test, bool? storeAll) => FailureRows.AreKept(test, storeAll)
        ? $"all failing rows are in {test.Schema}.{test.Alias}"
        : "--store-failures keeps all failing rows in a table";

    /// <summary>Sums may be wider than a count.</summary>
    private static long Count(object? cell) => cell switch
    {
        null => 0,
        BigInteger wide => (long)BigInteger.Min(wide, long.MaxValue),
        double real => (long)real,
        decimal number => (long)number,
        _ => PyNumber.ToIndex(cell),
    };
}
