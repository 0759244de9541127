using System.Reflection;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Nodes;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Diagnostics that no other test reaches.</summary>
public class RuleTests
{
    [Fact]
    public void A_test_of_severity_warn_warns_and_lets_the_model_through()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {{ config(materialized='table') }}
            select null as id
            --- models/schema.yml
            models:
              - name: a
                columns:
                  - name: id
                    data_tests:
                      - not_null: {config: {severity: warn}}
            """);
        var result = project.Check("success a\nwarn not_null_a_id");
        result.Succeeded.ShouldBeTrue();
        result.Nodes.Single(n => n.Status == NodeStatus.Warn).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("test-warned");
    }

    [Fact]
    public void A_macro_can_warn()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {% do exceptions.warn('be careful') %}
            select 1 as id
            """);
        project.Check("success a");
        project.Events.OfType<DiagnosticRaised>().ShouldContain(e => e.Diagnostic.Id == "macro-warning" && e.Diagnostic.Message == "be careful");
    }

    [Fact]
    public void A_test_must_end_with_its_outcome()
    {
        using var project = new TestProject("""
            --- macros/get_test_sql.sql
            {% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}select 1 as failures where false{% endmacro %}
            --- tests/t.sql
            select 1 as id where false
            """);
        project.Check("error t").Nodes[0].Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("test-without-result");
    }

    [Fact]
    public void Code_that_asks_the_warehouse_needs_a_connection()
    {
        using var files = new TestProject("""
            --- models/a.sql
            select {{ run_query('select 1').rows[0][0] if execute else 0 }} as id
            """);
        var project = files.Load();
        var compiler = new NodeCompiler(node =>
            NodeContext.ForExecution(project, node.PackageName, node, warehouse: null, new ExecutionSettings(), SilentOutput.Instance));
        Should.Throw<DiagnosticException>(() => compiler.Compile(project.Of<ModelNode>().Single())).Diagnostic.Id.ShouldBe("needs-connection");
    }

    [Fact]
    public void A_fault_of_the_program_fails_its_node_only()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {{ config(materialized='table') }}
            select 'fault here' as x
            --- models/b.sql
            select 1 as id
            """);
        var loaded = project.Load();
        using var real = project.Engine(loaded);
        using var engine = new FaultyEngine(real);
        var result = LakeRunner.Run(loaded, loaded.Nodes.Keys.ToHashSet(), engine, new RunOptions { Threads = 1 }, project);
        result.Nodes.Single(n => n.Name == "a").Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("internal-error");
        result.Nodes.Single(n => n.Name == "b").Status.ShouldBe(NodeStatus.Success);
    }

    private sealed class FaultyEngine(IEngine engine) : IEngine
    {
        public string AdapterType => engine.AdapterType;

        public string Description => engine.Description;

        public IEngineSession OpenSession()
        {
            var proxy = DispatchProxy.Create<IEngineSession, FaultySession>();
            if (proxy is FaultySession session)
            {
                session.Inner = engine.OpenSession();
            }

            return proxy;
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>A session that breaks in a way nobody foresaw.</summary>
public class FaultySession : DispatchProxy
{
    internal IEngineSession? Inner { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod?.Name == nameof(IEngineSession.Execute) && args is [string sql, ..] && sql.Contains("fault here", StringComparison.Ordinal))
        {
            throw new InvalidTimeZoneException("nobody expects this");
        }

        try
        {
            return targetMethod?.Invoke(Inner, args);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } cause)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }
}
