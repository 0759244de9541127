using Lake.Project.Building;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>Tells of properties of things that do not exist, or exist under another heading.</summary>
internal static class PropertyTargetCheck
{
    public static void Check(NodePatches patches, NodeSet nodes, Action<Diagnostic> report)
    {
        var all = nodes.Enabled.Concat(nodes.Disabled).Where(n => n is ModelNode or SeedNode or SnapshotNode or AnalysisNode).ToLookup(n => n.Name, StringComparer.Ordinal);
        foreach (var patch in patches.Unused)
        {
            var heading = Heading(patch.Section);
            if (all[patch.Name].FirstOrDefault(n => Heading(n) != patch.Section) is { } other && patch.Versions.IsEmpty)
            {
                report(ProjectRules.WrongPropertySection.At(
                    patch.NameLocation, $"'{patch.Name}' is described under '{patch.Section}:', but it is a {other.ResourceType.Word()}",
                    $"move it to '{Heading(other)}:'"));
            }
            else
            {
                report(Unknown(patch, heading, all.Where(g => g.Any(n => Heading(n) == patch.Section)).Select(g => g.Key)));
            }
        }

        foreach (var patch in patches.All)
        {
            foreach (var version in patch.Versions)
            {
                var stem = version.DefinedIn ?? $"{patch.Name}_v{Versions.Text(version.Version)}";
                if (!all[patch.Name].Any(n => n is ModelNode model && Versions.Same(model.Version, version.Version)))
                {
                    report(ProjectRules.UnknownVersion.At(
                        version.Location, $"version {Versions.Text(version.Version)} of '{patch.Name}' has no file {stem}.sql", $"write {stem}.sql, or say 'defined_in:'") with
                    {
                        Severity = Severity.Warning,
                    });
                }
            }
        }
    }

    public static Diagnostic Unknown(ResourcePatch patch, string kind, IEnumerable<string> known) => ProjectRules.UnknownPropertyTarget.At(
        patch.NameLocation, $"there is no {kind} '{patch.Name}' to describe",
        Spelling.Hint(patch.Name, known) ?? "remove the entry, or write the file it describes");

    private static string Heading(Node node) => node switch
    {
        ModelNode => "models",
        SeedNode => "seeds",
        SnapshotNode => "snapshots",
        _ => "analyses",
    };

    private static string Heading(string section) => section == "analyses" ? "analysis" : section.TrimEnd('s');
}
