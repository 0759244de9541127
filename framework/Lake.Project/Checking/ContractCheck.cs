using Lake.Project.Building;
using Lake.Project.Nodes;
using Lake.Project.Resolving;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>Looks at an enforced contract: whether it says what columns there are, has one primary key, and foreign keys that lead somewhere.</summary>
internal static class ContractCheck
{
    public static void Check(CodeNode node, Action<DiagnosticRule, string, string, string?> report)
    {
        if (node.Config.Map("contract").Find("enforced") is not true || node.Config.Materialized == "ephemeral")
        {
            return;
        }

        if (node.Columns.IsEmpty)
        {
            report(
                ProjectRules.MissingConfig, "contract", $"'{node.Name}' has an enforced contract and no columns",
                "list its columns with 'name' and 'data_type' in a property file");
        }

        CheckKeys(node, report);
        foreach (var target in ForeignKeys.Targets(node).Where(t => LiteralCalls.Ref(t) is null && LiteralCalls.Source(t) is null))
        {
            report(
                ProjectRules.InvalidConstraint, "contract", $"a foreign key of '{node.Name}' leads to '{target}', which is no reference",
                "write to: ref('model') or to: source('source', 'table')");
        }
    }

    private static void CheckKeys(CodeNode node, Action<DiagnosticRule, string, string, string?> report)
    {
        var ofModel = node.Constraints.Any(IsKey);
        var columns = node.Columns.Where(c => c.Constraints.Any(IsKey)).Select(c => c.Name).ToList();
        if (ofModel && columns.Count > 0)
        {
            report(
                ProjectRules.InvalidConstraint, "contract", $"'{node.Name}' has primary keys at the model level and at its columns: {string.Join(", ", columns)}",
                "keep the one at the model level, with all its columns");
        }
        else if (columns.Count > 1)
        {
            report(
                ProjectRules.InvalidConstraint, "contract", $"'{node.Name}' has {columns.Count} columns with a primary key: {string.Join(", ", columns)}",
                $"a key of several columns is one constraint of the model: {{type: primary_key, columns: [{string.Join(", ", columns)}]}}");
        }
    }

    private static bool IsKey(object? constraint) => (constraint as ValueMap)?.Find("type") is "primary_key";
}
