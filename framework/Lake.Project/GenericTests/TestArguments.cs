using Lake.Project.Macros;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.GenericTests;

/// <summary>Compares what a test is given with the parameters of its macro.</summary>
internal static class TestArguments
{
    public static void Check(TestDefinition definition, Macro macro, TestTarget target, Action<Diagnostic> report)
    {
        var parameters = macro.Definition.Parameters;
        var names = parameters.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var takesAny = macro.Definition.BodyText.Contains("kwargs", StringComparison.Ordinal);
        foreach (var argument in definition.Arguments.Keys.Where(a => !names.Contains(a) && !takesAny))
        {
            var isColumn = argument == "column_name" && !definition.ArgumentPlaces.ContainsKey(argument);
            report(ProjectRules.TestArguments.At(
                definition.ArgumentPlaces.GetValueOrDefault(argument) ?? definition.Location,
                isColumn
                    ? $"the test '{definition.TestName}' is for whole models, and here it is applied to a column"
                    : $"the test '{definition.TestName}' takes no argument '{argument}'",
                isColumn
                    ? $"move it to the data_tests of '{target.DisplayName}' itself"
                    : Spelling.Hint(argument, names.Except(["model", "column_name"])) ?? Takes(macro)));
        }

        var missing = parameters.Where(p => p.Default is null && p.Name != "model" && !definition.Arguments.ContainsKey(p.Name)).Select(p => p.Name).ToList();
        if (missing.Count > 0)
        {
            report(ProjectRules.MissingTestArgument.At(
                definition.Location, $"the test '{definition.TestName}' of '{target.DisplayName}' lacks {string.Join(" and ", missing.Select(m => $"'{m}'"))}",
                missing.Contains("column_name", StringComparer.Ordinal)
                    ? "write the test under a column, or give column_name under 'arguments:'"
                    : $"add 'arguments: {{{string.Join(", ", missing.Select(m => m + ": …"))}}}'"));
        }
    }

    private static string Takes(Macro macro)
    {
        var names = macro.Definition.Parameters.Select(p => p.Name).Where(n => n is not ("model" or "column_name")).ToList();
        return names.Count == 0 ? "it takes none" : $"it takes: {string.Join(", ", names)}";
    }
}
