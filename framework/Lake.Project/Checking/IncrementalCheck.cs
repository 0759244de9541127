using Lake.Project.Contexts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Checking;

internal static class IncrementalCheck
{
    private static readonly string[] Strategies = ["append", "merge", "delete+insert", "insert_overwrite", "microbatch", "scd2"];

    private static readonly string[] MicrobatchKeys = ["event_time", "begin", "batch_size"];

    private static readonly (string Key, string Expected, Func<object, bool> IsRight)[] MicrobatchValues =
    [
        ("event_time", "the name of a column", v => v is string),
        ("begin", "a time such as 2024-01-01", v => EventWindow.ReadTime(v as string) is not null),
        ("concurrent_batches", "true or false", v => v is bool),
    ];

    public static void Check(CodeNode node, ProjectEnvironment environment, Action<DiagnosticRule, string, string, string?> report)
    {
        var config = node.Config;
        if (config.Text("incremental_strategy") is { } strategy && !Strategies.Contains(strategy, StringComparer.Ordinal) && strategy != "default")
        {
            var macro = $"get_incremental_{strategy.Replace('+', '_')}_sql";
            if (environment.Macros.Find(macro, node.PackageName) is null)
            {
                report(
                    ProjectRules.UnknownIncrementalStrategy, "incremental_strategy", $"'{node.Name}' has the unknown incremental_strategy '{strategy}'",
                    Spelling.Hint(strategy, Strategies) ?? $"it can be: {string.Join(", ", Strategies)}, or a macro {macro} of your own");
            }
        }

        if (config.Text("incremental_strategy") == "microbatch")
        {
            foreach (var key in MicrobatchKeys.Where(k => config.Find(k) is null))
            {
                report(ProjectRules.MissingConfig, "incremental_strategy", $"'{node.Name}' has the strategy 'microbatch' and no {key}", $"configure {key}");
            }

            foreach (var (key, expected, isRight) in MicrobatchValues.Where(v => config.Find(v.Key) is { } value && !v.IsRight(value)))
            {
                report(ProjectRules.InvalidConfigValue, key, $"'{node.Name}' is built in batches, and its {key} must be {expected}, not '{PlainValues.Text(config.Find(key))}'", null);
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
