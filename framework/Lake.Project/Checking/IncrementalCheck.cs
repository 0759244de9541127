using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

internal static class IncrementalCheck
{
    private static readonly string[] Strategies = ["append", "merge", "delete+insert", "insert_overwrite", "microbatch"];

    private static readonly string[] MicrobatchKeys = ["event_time", "begin", "batch_size"];

    public static void Check(CodeNode node, ProjectEnvironment environment, Action<DiagnosticRule, string, string, string?> report)
    {
        var config = node.Config;
        if (config.Text("incremental_strategy") is { } strategy && !Strategies.Contains(strategy, StringComparer.Ordinal) && strategy != "default")
        {
            var macro = $"get_incremental_{strategy.Replace('+', '_')}_sql";
            if (environment.Macros.Find(macro, node.PackageName) is null)
            {
                report(
                    ProjectRules.InvalidConfigValue, "incremental_strategy", $"'{node.Name}' has the unknown incremental_strategy '{strategy}'",
                    Spelling.Hint(strategy, Strategies) ?? $"it can be: {string.Join(", ", Strategies)}, or a macro {macro} of your own");
            }
        }

        if (config.Text("incremental_strategy") == "microbatch")
        {
            foreach (var key in MicrobatchKeys.Where(k => config.Find(k) is null))
            {
                report(ProjectRules.MissingConfig, "incremental_strategy", $"'{node.Name}' has the strategy 'microbatch' and no {key}", $"configure {key}");
            }
        }

        if (config.Map("contract").Find("enforced") is true && config.Text("on_schema_change") is not ("append_new_columns" or "fail"))
        {
            report(
                ProjectRules.InvalidConfigValue, "on_schema_change",
                $"'{node.Name}' is incremental with an enforced contract, so its on_schema_change cannot be '{config.Text("on_schema_change")}'",
                "configure on_schema_change='append_new_columns' or 'fail'");
        }
    }
}
