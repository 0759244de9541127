using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

internal static class SnapshotCheck
{
    private static readonly string[] Strategies = ["timestamp", "check"];

    public static void Check(CodeNode node, Action<DiagnosticRule, string, string, string?> report)
    {
        var config = node.Config;
        if (config.Find("unique_key") is null)
        {
            report(ProjectRules.MissingConfig, "unique_key", $"the snapshot '{node.Name}' has no unique_key", "configure unique_key with the column that names a row");
        }

        if (node.CodePlace is not null && node is { Refs.IsEmpty: true, Sources.IsEmpty: true })
        {
            report(ProjectRules.InvalidConfigValue, "relation", $"the relation of the snapshot '{node.Name}' is neither a ref nor a source", "write relation: ref('…') or relation: source('…', '…')");
        }

        switch (config.Text("strategy"))
        {
            case null:
                report(ProjectRules.MissingConfig, "strategy", $"the snapshot '{node.Name}' has no strategy", "configure strategy='timestamp' with updated_at, or strategy='check' with check_cols");
                break;
            case "timestamp" when config.Find("updated_at") is null:
                report(ProjectRules.MissingConfig, "strategy", $"the snapshot '{node.Name}' has the strategy 'timestamp' and no updated_at", "configure updated_at with the column that holds the time of change");
                break;
            case "check" when config.Find("check_cols") is null:
                report(ProjectRules.MissingConfig, "strategy", $"the snapshot '{node.Name}' has the strategy 'check' and no check_cols", "configure check_cols with a list of columns, or 'all'");
                break;
            case "check" when config.Find("check_cols") is string cols && cols != "all":
                report(ProjectRules.InvalidConfigValue, "check_cols", $"'check_cols' of the snapshot '{node.Name}' is the text '{cols}'", $"write a list: check_cols: [{cols}], or 'all'");
                break;
            case var strategy when Spelling.Hint(strategy, Strategies) is { } hint && !Strategies.Contains(strategy, StringComparer.Ordinal):
                report(ProjectRules.InvalidConfigValue, "strategy", $"the snapshot '{node.Name}' has the unknown strategy '{strategy}'", hint);
                break;
            default:
                break;
        }
    }
}
