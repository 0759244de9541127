using Lake.Project.Configs;
using Lake.Project.Keys;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Keys;

namespace Lake.Project.Checking;

/// <summary>Looks at the merged configuration of a node: types of values, allowed words, what a materialization needs.</summary>
internal sealed class ConfigCheck(ProjectEnvironment environment, Action<Diagnostic> report)
{
    public void Check(CodeNode node, ResourcePatch? patch)
    {
        foreach (var (key, value) in node.Config.Values)
        {
            if (value is not null)
            {
                CheckValue(node, patch, key, value);
            }
        }

        CheckEngine(node, patch);
        CheckColor(node, patch);
        if (node is ModelNode or SeedNode or SnapshotNode or TestNode)
        {
            CheckMaterialization(node, patch);
        }

        if (node is ModelNode or SeedNode or SnapshotNode or TestNode)
        {
            CheckUnknownKeys(node, patch);
        }

        ContractCheck.Check(node, Report(node, patch));
        if (node is SnapshotNode)
        {
            SnapshotCheck.Check(node, Report(node, patch));
        }

        if (node is ModelNode && node.Config.Map("freshness").Find("build_after") is ValueMap after && (after.Find("count") is null) != (after.Find("period") is null))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, "freshness", $"'build_after' of '{node.Name}' needs 'count' and 'period' together",
                "write how many of which period: {count: 4, period: hour}");
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
        if (!ConfigKeys.All.TryGetValue(key, out var known))
        {
            return;
        }

        if (!ConfigShape.Fits(known.Shape, value))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, key, $"'{key}' of '{node.Name}' must be {known.Shape.Phrase}, not {PlainValues.Repr(value)}",
                $"give '{key}' {known.Shape.Phrase}, or leave it out");
        }
        else if (known.Shape is WordShape words && value is string text && !words.Takes(text))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, key, $"'{key}' of '{node.Name}' is '{text}'",
                Spelling.Hint(text, words.Choices) ?? $"it can be: {string.Join(", ", words.Choices)}");
        }
    }

    private void CheckEngine(CodeNode node, ResourcePatch? patch)
    {
        var target = environment.Target;
        if (node.Config.Text("engine") is { } engine && engine != target.Type && !target.Engines.ContainsKey(engine))
        {
            Report(node, patch)(
                ProjectRules.UnknownEngine, "engine", $"'{node.Name}' asks for the engine '{engine}', which the target '{target.Name}' of type {target.Type} does not name",
                $"write 'engines: {{{engine}: <target>}}' in that target of profiles.yml, with a target of type {engine} over the same catalog");
        }
    }

    private void CheckColor(CodeNode node, ResourcePatch? patch)
    {
        if (node.Config.Map("docs").Find("node_color") is string color && !HtmlColor.IsValid(color))
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, "docs", $"the node_color of '{node.Name}' is '{color}'", "it can be a name of HTML such as 'gold', or '#rgb' or '#rrggbb'");
        }
    }

    private void CheckMaterialization(CodeNode node, ResourcePatch? patch)
    {
        var name = node.Config.Materialized;
        if (node is not ModelNode && name != node.ResourceType.Word())
        {
            Report(node, patch)(
                ProjectRules.InvalidConfigValue, "materialized", $"the {node.ResourceType.Word()} '{node.Name}' is materialized as '{name}'",
                $"leave 'materialized' out: it can only be '{node.ResourceType.Word()}'");
            return;
        }

        var engine = node.Config.Text("engine") ?? environment.Target.Type;
        if (node is TestNode || name == "ephemeral" || environment.Macros.FindMaterialization(name, engine) is not null)
        {
            return;
        }

        Report(node, patch)(
            ProjectRules.UnknownMaterialization, "materialized", $"'{node.Name}' is materialized as '{name}', which {engine} does not have",
            MaterializationHint.Of(name, environment));
    }

    /// <summary>Any key is allowed; one that nearly is a known one is worth a word.</summary>
    private void CheckUnknownKeys(CodeNode node, ResourcePatch? patch)
    {
        var known = ConfigDefaults.KeysOf(node.ResourceType);
        foreach (var key in node.Config.Values.Keys.Where(k => known.Find(k) is null))
        {
            if (Spelling.Closest(key, known.Names) is { } closest)
            {
                Report(node, patch)(ProjectRules.UnknownConfig, key, $"'{node.Name}' has the configuration '{key}', which nothing reads", $"did you mean '{closest}'?");
            }
        }
    }
}
