using System.Text.RegularExpressions;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Sql;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>
/// The <c>external_location</c> of a source, in its meta or configuration, as dbt-duckdb takes it: a path or a call of a
/// function that reads, with the source's own values filled in.
/// </summary>
internal static partial class ExternalLocation
{
    /// <summary>The SQL that stands for the table; null when its rows are in the lakehouse.</summary>
    public static string? Sql(SourceNode node, ValueMap config, Action<Diagnostic> report)
    {
        var known = ConfigDefaults.For(ResourceType.Source);
        var said = node.Meta.Merge(new ValueMap(config.Where(c => !known.ContainsKey(c.Key))));
        if (said.Find("external_location") is not string template)
        {
            return null;
        }

        var values = ValueMap.Of(
            ("name", node.Name), ("identifier", node.Identifier), ("schema", node.Schema), ("database", node.Database),
            ("tags", new ValueList(node.Tags))).Merge(said);
        var formatter = said.Find("formatter") as string ?? "newstyle";
        var places = formatter switch
        {
            "newstyle" => NewStyle(),
            "oldstyle" => OldStyle(),
            "template" => Dollar(),
            _ => null,
        };
        if (places is null)
        {
            report(ProjectRules.InvalidConfigValue.At(
                node.Location, $"the formatter of the source '{node.SourceName}.{node.Name}' is '{formatter}'", "it can be: newstyle, oldstyle, template"));
            return null;
        }

        var text = places.Replace(template, match => match.Groups["key"] is { Success: true } key ? Value(key.Value) : match.Groups["sign"].Value);
        return text.Contains('(', StringComparison.Ordinal) || text.StartsWith('\'') ? text : SqlText.Literal(text);

        string Value(string key)
        {
            if (!values.TryGetValue(key, out var value))
            {
                report(ProjectRules.InvalidConfigValue.At(
                    node.Location, $"external_location of the source '{node.SourceName}.{node.Name}' names '{key}', which the source does not have",
                    Spelling.Hint(key, values.Keys) ?? $"it can name: {string.Join(", ", values.Keys)}"));
            }

            return PlainValues.Text(value);
        }
    }

    [GeneratedRegex(@"(?<sign>\{)\{|(?<sign>\})\}|\{(?<key>\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex NewStyle();

    [GeneratedRegex(@"(?<sign>%)%|%\((?<key>\w+)\)s", RegexOptions.CultureInvariant)]
    private static partial Regex OldStyle();

    [GeneratedRegex(@"(?<sign>\$)\$|\$\{(?<key>\w+)\}|\$(?<key>\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Dollar();
}
