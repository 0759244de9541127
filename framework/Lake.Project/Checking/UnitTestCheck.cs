using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>What dbt asks of unit tests of incremental and versioned models.</summary>
internal static class UnitTestCheck
{
    public static void Check(UnitTestNode test, CodeNode? model, Action<Diagnostic> report)
    {
        if (model is not ModelNode tested || !test.Config.Enabled)
        {
            return;
        }

        if (tested.Version is null && test.Versions is { } versions && versions.Values.Any(v => v is not null))
        {
            report(ProjectRules.InvalidUnitTest.At(
                test.Location, $"the unit test '{test.Name}' chooses among versions of '{tested.Name}', which has none", "leave 'versions' out"));
        }

        if (test.Runs.Count > 0 && tested.Config.Materialized != "incremental")
        {
            report(ProjectRules.InvalidUnitTest.At(
                test.Location, $"the unit test '{test.Name}' builds '{tested.Name}' several times, which is no incremental model", "write 'given' and 'expect' in place of 'runs'"));
        }

        if (test.Runs.Count > 0 || !tested.DependsOnMacros.Contains("macro.dbt.is_incremental", StringComparer.Ordinal))
        {
            return;
        }

        var isIncremental = (test.Overrides.Find("macros") as ValueMap)?.Find("is_incremental");
        if (isIncremental is not bool)
        {
            report(ProjectRules.InvalidUnitTest.At(
                test.Location, $"the unit test '{test.Name}' does not say whether the incremental model '{tested.Name}' is built anew",
                "add 'overrides: {macros: {is_incremental: true}}' with an input 'this', or 'is_incremental: false'"));
        }
        else if (isIncremental is true && !test.Given.OfType<ValueMap>().Any(g => g.Find("input") is string input && input.Trim() == "this"))
        {
            report(ProjectRules.InvalidUnitTest.At(
                test.Location, $"the unit test '{test.Name}' builds the incremental model '{tested.Name}' upon rows that it does not give",
                "add '- input: this' with the rows that the table has before"));
        }
    }
}
