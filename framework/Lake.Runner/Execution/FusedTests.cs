using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Engines;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Runner.Fusing;
using Lake.Runner.Results;
using Lake.Runner.Reuse;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>
/// Asks for all plain tests of one relation in one statement. Where that finds no failing rows the test has passed; any other
/// test runs by itself, so that its outcome, its count and its rows are what they always are.
/// </summary>
internal sealed partial class FusedTests(RunScope run, IEngineSession session, int thread, CancellationToken cancellation)
{
    private const string Default = "!= 0";

    private readonly SessionWarehouse _warehouse = new(session, cancellation);

    /// <summary>What tells whether a test has passed on the same rows before; null where it is to run anyhow.</summary>
    public required Func<TestNode, NodeReuse?> ReuseOf { get; init; }

    /// <summary>The results of tests that hold, by unique id.</summary>
    public IReadOnlyDictionary<string, NodeResult> Prove(IEnumerable<TestNode> tests)
    {
        var proven = new Dictionary<string, NodeResult>(StringComparer.Ordinal);
        if (!run.Options.Fuse || run.Options.Empty || !IsOurs("get_test_sql") || run.Project.Macros.FindMaterialization("test", run.AdapterType)?.PackageName != MacroRegistry.BuiltInPackage)
        {
            return proven;
        }

        foreach (var group in tests.Where(IsPlain).GroupBy(t => t.AttachedNode, StringComparer.Ordinal))
        {
            if (group.Count() > 1 && run.Project.Nodes.GetValueOrDefault(group.Key ?? "")?.RelationText is { } relation)
            {
                Prove(relation, [.. group.Select(Compile).OfType<Compiled>().Where(t => !IsUnchanged(t, proven))], proven);
            }
        }

        return proven;
    }

    private static bool IsUnchanged(Compiled test, Dictionary<string, NodeResult> proven)
    {
        if (test.Reuse?.IsUnchanged(test.Test, test.Sql) != true)
        {
            return false;
        }

        proven[test.Test.UniqueId] = TestOutcome.Unchanged(test.Timer);
        return true;
    }

    private void Prove(string relation, ImmutableArray<Compiled> tests, Dictionary<string, NodeResult> proven)
    {
        if (tests.Length < 2)
        {
            return;
        }

        try
        {
            foreach (var test in tests)
            {
                test.Timer.Executing();
            }

            using var result = run.Statements(tests[0].Test).Execute(session, FusedQuery.Of(relation, [.. tests.Select(t => t.Sql)]), cancellation);
            var counts = result.Rows.First();
            for (var i = 0; i < tests.Length; i++)
            {
                if (counts[i] is 0L)
                {
                    tests[i].Reuse?.Mark(tests[i].Test, tests[i].Sql);
                    proven[tests[i].Test.UniqueId] = tests[i].Timer.Result(NodeStatus.Pass) with { Failures = 0 };
                }
            }
        }
        catch (DiagnosticException)
        {
            // One of them is wrong; run by itself, it says what.
            session.Recover();
        }
    }

    /// <summary>Null for a test that does not compile, which says so when it runs by itself.</summary>
    private Compiled? Compile(TestNode test)
    {
        try
        {
            var timer = new NodeTimer(test, run.Events, thread);
            var compiler = run.Compiler(_warehouse, thread, cancellation);
            var compiled = compiler.Compile(test, run.Context(test, _warehouse, thread, cancellation));
            timer.Compiled(compiled.Code);
            run.Keep(compiled, compiler);
            return new Compiled(test, timer, compiled.Code, ReuseOf(test));
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }

    /// <summary>A test that passes whenever its query gives no rows, and keeps none.</summary>
    private bool IsPlain(TestNode test)
    {
        var config = test.Config;
        return test is { IsGeneric: true, AttachedNode: not null }
            && config.Find("fuse") is not false
            && config.Find("limit") is null && string.IsNullOrEmpty(config.Text("where"))
            && (config.Text("fail_calc") ?? "count(*)") == "count(*)"
            && !FailureRows.AreKept(test, run.Settings.StoreFailures)
            && IsFalseForZero(config.Text("warn_if") ?? Default) && IsFalseForZero(config.Text("error_if") ?? Default);
    }

    private static bool IsFalseForZero(string threshold) => Threshold().Match(threshold) is { Success: true } match
        && (match.Groups["op"].Value == ">" || int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) == 0);

    private bool IsOurs(string macro) =>
        new[] { macro, $"default__{macro}", $"{run.AdapterType}__{macro}" }.All(name => !run.Project.Macros.TryGet(run.Project.Macros.RootPackage, name, out _));

    private sealed record Compiled(TestNode Test, NodeTimer Timer, string Sql, NodeReuse? Reuse);

    [GeneratedRegex(@"^\s*(?<op>!=|<>|>)\s*(?<n>\d{1,9})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Threshold();
}
