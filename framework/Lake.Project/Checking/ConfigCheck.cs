using Lake.Project.Configs;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>Looks at the merged configuration of a node: types of values, allowed words, what a materialization needs.</summary>
internal sealed class ConfigCheck(ProjectEnvironment environment, Action<Diagnostic> report)
{
    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["on_schema_change"] = ["ignore", "append_new_columns", "sync_all_columns", "fail"],
        ["on_configuration_change"] = ["apply", "continue", "fail"],
        ["access"] = ["private", "protected", "public"],
        ["batch_size"] = ["hour", "day", "month", "year"],
        ["store_failures_as"] = ["table", "view", "ephemeral"],
        ["hard_deletes"] = ["ignore", "invalidate", "new_record"],
        ["on_error"] = ["skip_children", "continue"],
        ["strategy"] = [],
    };

    private static readonly Dictionary<string, (string Expected, Func<object, bool> Fits)> Types = new(StringComparer.Ordinal)
    {
        ["enabled"] = ("true or false", v => v is bool),
        ["materialized"] = ("the name of a materialization", v => v is string),
        ["incremental_strategy"] = ("the name of a strategy", v => v is string),
        ["full_refresh"] = ("true or false", v => v is bool),
        ["tags"] = ("text or a list of texts", v => v is ValueList list && list.All(t => t is string)),
        ["meta"] = ("a mapping", v => v is ValueMap),
        ["unique_key"] = ("a column name, an expression or a list of them", v => v is string || (v is ValueList list && list.All(t => t is string))),
        ["alias"] = ("text", v => v is string),
        ["schema"] = ("text", v => v is string),
        ["database"] = ("text", v => v is string),
        ["group"] = ("text", v => v is string),
        ["column_types"] = ("a mapping from columns to types", v => v is ValueMap),
        ["grants"] = ("a mapping from privileges to lists of users", v => v is ValueMap),
        ["persist_docs"] = ("a mapping with 'relation' and 'columns'", v => v is ValueMap),
        ["contract"] = ("a mapping with 'enforced'", v => v is ValueMap),
        ["docs"] = ("a mapping with 'show' and 'node_color'", v => v is ValueMap),
        ["quoting"] = ("a mapping with 'database', 'schema', 'identifier'", v => v is ValueMap),
        ["store_failures"] = ("true or false", v => v is bool),
        ["limit"] = ("a whole number", v => v is long),
        ["where"] = ("text", v => v is string),
        ["fail_calc"] = ("text", v => v is string),
        ["warn_if"] = ("text", v => v is string),
        ["error_if"] = ("text", v => v is string),
        ["quote_columns"] = ("true or false", v => v is bool),
        ["delimiter"] = ("one character", v => v is string { Length: 1 }),
        ["lookback"] = ("a whole number", v => v is long),
    };

    public void Check(CodeNode node, ResourcePatch? patch)
    {
        foreach (var (key, value) in node.Config.Values)
        {
            if (value is not null)
            {
                CheckValue(node, patch, key, value);
            }
        }

        if (node is ModelNode or SeedNode or SnapshotNode)
        {
            CheckMaterialization(node, patch);
        }

        if (node is ModelNode or SeedNode or SnapshotNode or TestNode)
        {
            CheckUnknownKeys(node, patch);
        }

        if (node.Columns.IsEmpty && node.Config.Materialized != "ephemeral" && node.Config.Map("contract").Find("enforced") is true)
        {
            Report(node, patch)(
                ProjectRules.MissingConfig, "contract", $"'{node.Name}' has an enforced contract and no columns",
                "list its columns with 'name' and 'data_type' in a property file");
        }

        if (node is SnapshotNode)
        {
            SnapshotCheck.Check(node, Report(node, patch));
        }

        if (node is ModelNode && node.Config.Materialized == "incremental")
        {
            IncrementalCheck.Check(node, environment, Report(node, patch));
        }
    }

    private Action<DiagnosticRule, string, string, string?> Report(CodeNode node, ResourcePatch? patch) => (rule, key, message, hint) =>
        report(rule.At(ConfigPlace.Find(node, key, patch?.Place, environment.Settings.Source), message, hint));

    private void CheckValue(CodeNode node, ResourcePatch? patch, string key, object value)
    {
        if (Types.TryGetValue(key, out var type) && !type.Fits(value))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, key, $"'{key}' of '{node.Name}' must be {type.Expected}, not {PlainValues.Repr(value)}",
                $"give '{key}' {type.Expected}, or leave it out");
        }
        else if (key == "severity" && !(value is string word && (Same(word, "error") || Same(word, "warn"))))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, key, $"'severity' of '{node.Name}' is {PlainValues.Repr(value)}", "it can be: error, warn");
        }
        else if (Words.TryGetValue(key, out var words) && words.Length > 0 && value is string text && !words.Contains(text, StringComparer.Ordinal))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, key, $"'{key}' of '{node.Name}' is '{text}'",
                Spelling.Hint(text, words) ?? $"it can be: {string.Join(", ", words)}");
        }
    }

    private void CheckMaterialization(CodeNode node, ResourcePatch? patch)
    {
        var name = node.Config.Materialized;
        if (name == "ephemeral" || environment.Macros.FindMaterialization(name, environment.Target.Type) is not null)
        {
            return;
        }

        Report(node, patch)(
            ProjectRules.UnknownMaterialization, "materialized", $"'{node.Name}' is materialized as '{name}', which {environment.Target.Type} does not have",
            MaterializationHint.Of(name, environment));
    }

    /// <summary>Any key is allowed; one that nearly is a known one is worth a word.</summary>
    private void CheckUnknownKeys(CodeNode node, ResourcePatch? patch)
    {
        var known = ConfigDefaults.KnownKeys(node.ResourceType);
        foreach (var key in node.Config.Values.Keys.Where(k => !known.Contains(k)))
        {
            if (Spelling.Closest(key, known) is { } closest)
            {
                Report(node, patch)(ProjectRules.UnknownConfig, key, $"'{node.Name}' has the configuration '{key}', which nothing reads", $"did you mean '{closest}'?");
            }
        }
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
