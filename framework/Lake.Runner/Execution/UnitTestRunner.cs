using System.Globalization;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Contexts.UnitTests;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Comparisons;
using Lake.Runner.Results;
using Lake.Runner.Rules;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Runs unit tests: the model's query over given rows, in one statement, nothing of the lakehouse being touched.</summary>
internal sealed class UnitTestRunner
{
    private const string Table = "__lake_unit_test";

    private readonly RunScope _run;
    private readonly IEngineSession _session;
    private readonly CancellationToken _cancellation;
    private readonly UnitTestCompiler _compiler;

    public UnitTestRunner(RunScope run, IEngineSession session, int thread, CancellationToken cancellation)
    {
        (_run, _session, _cancellation) = (run, session, cancellation);
        var warehouse = new FixtureWarehouse(new SessionWarehouse(session, cancellation));
        NodeContext ContextOf(CodeNode node) => run.Context(node, warehouse, thread, cancellation);
        _compiler = new UnitTestCompiler(run.Project, ContextOf, new InputColumns(ContextOf, warehouse, run.InferredColumns), warehouse);
    }

    /// <summary>Fails with what is wrong in the model or in the test.</summary>
    public NodeResult Run(UnitTestNode test, NodeTimer timer)
    {
        CompiledUnitTest? compiled = null;
        try
        {
            return test.Runs.Count > 0 ? RunSeveral(test, timer, c => compiled = c) : RunOnce(test, timer, c => compiled = c);
        }
        catch (DiagnosticException error)
        {
            throw new DiagnosticException([.. error.Diagnostics.Select(d => Explain(d, test, compiled))], error);
        }
    }

    private NodeResult RunOnce(UnitTestNode test, NodeTimer timer, Action<CompiledUnitTest> note)
    {
        var compiled = _compiler.Compile(test);
        note(compiled);
        timer.Compiled(compiled.Query.Code);
        timer.Executing();
        var sql = _compiler.Complete(compiled, test.Expect, compiled.Query.Code);
        _run.Files.WriteCompiled(test, sql);
        return Result(test, timer, Compare(test, sql), "");
    }

    /// <summary>Builds the model again and again upon a temporary table, and looks at the table after each.</summary>
    private NodeResult RunSeveral(UnitTestNode test, NodeTimer timer, Action<CompiledUnitTest> note)
    {
        timer.Executing();
        var number = 0;
        foreach (var step in test.Runs.OfType<ValueMap>())
        {
            var isFirst = number++ == 0 || step.Find("full_refresh") is true;
            var compiled = _compiler.Compile(test, step, isFirst ? null : Table);
            note(compiled);
            timer.Compiled(compiled.Query.Code);
            UnitTestCompiler.Build(compiled, Table, isFirst);
            var sql = _compiler.Complete(compiled, step.Find("expect") as ValueMap ?? ValueMap.Empty, $"select * from {Table}");
            _run.Files.WriteCompiled(test, sql);
            if (Compare(test, sql) is { } difference)
            {
                return Result(test, timer, difference, string.Create(CultureInfo.InvariantCulture, $" after run {number} of {test.Runs.Count}"));
            }
        }

        return Result(test, timer, null, "");
    }

    private RowDifference? Compare(UnitTestNode test, string sql)
    {
        using var result = _run.Statements(test).Execute(_session, sql, _cancellation);
        var rows = result.Rows.ToLookup(r => r[^1] as string == "expected", r => r[..^1]);
        return RowDifference.Of([.. result.Columns.SkipLast(1).Select(c => c.Name)], [.. rows[true]], [.. rows[false]]);
    }

    private static NodeResult Result(UnitTestNode test, NodeTimer timer, RowDifference? difference, string when) => difference is null
        ? timer.Result(NodeStatus.Pass) with { Failures = 0 }
        : timer.Result(NodeStatus.Fail, $"\n\nactual differs from expected{when}:\n\n{difference.Text()}\n") with
        {
            Failures = 1,
            Diagnostics =
            [
                RunnerRules.UnitTestFailed.At(
                    test.Location, $"{test.Model}::{test.VersionedName}: the model gives other rows than the test expects{when}",
                    $"its query is in target/{Artifacts.TargetFiles.CompiledPath(test)}") with
                {
                    Data = difference.Excerpt(),
                },
            ],
        };

    /// <summary>The model's own line where it is at fault, else the test.</summary>
    private Diagnostic Explain(Diagnostic diagnostic, UnitTestNode test, CompiledUnitTest? compiled)
    {
        var model = UnitTestCompiler.ModelOf(_run.Project, test);
        var explained = SqlErrors.Explain(diagnostic, model, compiled?.Query, _run.Project);
        return explained.Location == model.Location
            ? explained with { Location = test.Location }
            : explained with { Related = [.. explained.Related, new RelatedPlace(test.Location, $"in the unit test '{test.VersionedName}'")] };
    }
}
