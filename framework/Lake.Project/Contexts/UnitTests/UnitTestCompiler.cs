using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Contexts.Relations;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>Compiles the model of a unit test over the rows that it gives, and what it expects, into queries.</summary>
/// <param name="project">Whose test it is.</param>
/// <param name="contextOf">A context of execution for a node, over <paramref name="warehouse"/>.</param>
/// <param name="columns">The columns of what the model reads.</param>
/// <param name="warehouse">Shows templates the columns of given rows.</param>
public sealed class UnitTestCompiler(LoadedProject project, Func<CodeNode, NodeContext> contextOf, InputColumns columns, FixtureWarehouse warehouse)
{
    public static CodeNode ModelOf(LoadedProject project, UnitTestNode test) => (CodeNode)project.Nodes[test.DependsOn[0]];

    /// <summary>The model's query over the given rows. Errors lie in the model or in the test.</summary>
    /// <param name="run">Null for the test's own <c>given</c>, else one of its runs.</param>
    /// <param name="table">What <c>this</c> is, and makes the model incremental; null: as the test says.</param>
    public CompiledUnitTest Compile(UnitTestNode test, ValueMap? run = null, string? table = null)
    {
        var model = ModelOf(project, test);
        var context = contextOf(model);
        UnitTestOverrides.Apply(context, test);
        if (run is not null)
        {
            context.Override("is_incremental", table is not null);
        }

        var inputs = UnitTestInput.Of(project, test, model, run?.Find("given") as ValueList ?? test.Given);
        var used = inputs.Where(i => i.IsThis).ToList();
        if (table is not null || used.Count > 0)
        {
            context.Set("this", RelationFactory.CommonTable(table ?? used[0].Table));
        }

        context.Inputs = node =>
        {
            var input = inputs.FirstOrDefault(i => i.Node == node && !i.IsThis) ?? throw Missing(test, model, node);
            if (!used.Contains(input))
            {
                used.Add(input);
                warehouse.Show(input.Table, ColumnsOf(input));
            }

            return RelationFactory.CommonTable(input.Table);
        };
        var main = CodeTemplate.Render(context, model);
        var compiled = CteInjection.Inject(model, main, [.. used.Select(i => new CommonTable(i.Table, Query(context, i), null))]);
        return new CompiledUnitTest(test, model, compiled, context);
    }

    /// <summary>Builds an incremental model into a temporary table: anew, or upon what is there.</summary>
    public static void Build(CompiledUnitTest compiled, string table, bool isFirst) =>
        compiled.Context.FindMacro("build_for_unit_test")?.Call(CallArguments.Of(table, compiled.Query.Code, PyBox.Of(isFirst)));

    /// <summary>The query whose rows tell the outcome: those of the model and those expected, told apart by their last column.</summary>
    /// <param name="expect">With <c>rows</c> and <c>format</c>.</param>
    /// <param name="query">Gives the model's rows.</param>
    public string Complete(CompiledUnitTest compiled, ValueMap expect, string query)
    {
        var actual = warehouse.DescribeQuery(query);
        if (expect.Find("rows") is string sql)
        {
            return FixtureSql.Union(compiled.Context, query, sql, actual.Select(c => c.Name));
        }

        var rows = expect.Find("rows") as ValueList ?? ValueList.Empty;
        FixtureSql.Check(rows, actual, "expected output", compiled.Test.Location);
        var names = rows.OfType<ValueMap>().SelectMany(r => r.Keys).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(n => actual.First(c => c.Name.Equals(n, StringComparison.OrdinalIgnoreCase))).ToImmutableArray();
        return names.IsEmpty
            ? FixtureSql.Union(compiled.Context, query, FixtureSql.Of(compiled.Context, rows, actual), actual.Select(c => c.Name))
            : FixtureSql.Union(compiled.Context, query, FixtureSql.Expected(compiled.Context, Whole(rows, names), names), names.Select(c => c.Name));
    }

    /// <summary>Rows that leave a column out, which others have, have null there.</summary>
    private static ValueList Whole(ValueList rows, ImmutableArray<WarehouseColumn> columns) => new(rows.OfType<ValueMap>().Select(row =>
        (object?)new ValueMap(columns.Select(c => KeyValuePair.Create(c.Name.ToLowerInvariant(), row.FirstOrDefault(p => p.Key.Equals(c.Name, StringComparison.OrdinalIgnoreCase)).Value)))));

    private string Query(NodeContext context, UnitTestInput input)
    {
        if (input.IsSql)
        {
            var source = new SourceFile(input.Place.Source.Path, PlainValues.Text(input.Given.Find("rows")));
            return Template.Parse(source, JinjaOptions.Dbt).Render(context.Rendering).Text.Trim();
        }

        var known = ColumnsOf(input);
        FixtureSql.Check(input.Rows, known, $"'{input.Node.Name}'", input.Place);
        return known.Count > 0 ? FixtureSql.Of(context, input.Rows, known) : throw ProjectRules.InvalidUnitTest.Error(
            input.Place, $"the columns of '{input.Node.Name}' are not known: it does not exist, and no row is given for it",
            input.Node is SourceNode ? "declare its columns with 'data_type' in the property file, or give a row" : "build it first, or give a row");
    }

    private IReadOnlyList<WarehouseColumn> ColumnsOf(UnitTestInput input) => input.IsSql ? [] : columns.Of(input.Node, input.Rows);

    private static DiagnosticException Missing(UnitTestNode test, CodeNode model, Node read)
    {
        var call = read is SourceNode source ? $"source('{source.SourceName}', '{source.Name}')" : $"ref('{read.Name}')";
        return ProjectRules.InvalidUnitTest.Error(
            test.Location, $"'{model.Name}' reads {call}, for which the unit test '{test.Name}' gives no rows", $"add '- input: {call}' with its rows, '[]' for none");
    }
}
