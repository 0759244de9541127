using Lake.Project.Building;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Checking;

internal static class GroupCheck
{
    /// <summary>The groups by unique id; nodes of others are reported.</summary>
    public static Dictionary<string, Group> Collect(
        IEnumerable<PropertyFile> properties, IEnumerable<Node> nodes, ConfigResolver configs, Action<Diagnostic> report)
    {
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var declared in properties.SelectMany(p => p.Groups))
        {
            var folders = declared.Path.Split('/')[..^1];
            var config = configs.Given(
                ResourceType.Model, declared.PackageName, [declared.PackageName, .. folders, declared.Name], ValueMap.Of(("meta", declared.Meta)));
            var group = declared with { Config = config };
            if (!groups.TryAdd(group.UniqueId, group))
            {
                report(Duplicates.Diagnostic(ProjectRules.DuplicateName, "groups", group.Name, group.Location, groups[group.UniqueId].Location));
            }
        }

        var names = groups.Values.Select(g => g.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var node in nodes.Where(n => n.Config.Group is { } group && !names.Contains(group)))
        {
            var group = node.Config.Group ?? "";
            report(ProjectRules.UnknownGroup.At(
                node is CodeNode code ? code.PlaceOfConfig("group") : node.Location, $"'{node.Name}' belongs to the group '{group}', which is not declared",
                Spelling.Hint(group, names) ?? "declare it under 'groups:' with a name and an owner"));
        }

        return groups;
    }
}
