using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>No two nodes may write one relation.</summary>
internal static class RelationCheck
{
    public static void Check(IEnumerable<Node> nodes, Action<Diagnostic> report)
    {
        var seen = new Dictionary<string, Node>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
        {
            if (node is not (ModelNode or SeedNode or SnapshotNode) || node.Relation is not { } relation)
            {
                continue;
            }

            if (!seen.TryAdd(relation.ToString(), node))
            {
                var other = seen[relation.ToString()];
                report(ProjectRules.DuplicateRelation.At(
                    node.Location, $"'{other.Name}' ({other.OriginalFilePath}) and '{node.Name}' ({node.OriginalFilePath}) would both write {relation}",
                    "give one of them another alias or schema") with
                {
                    Related = [new RelatedPlace(other.Location, "the other one")],
                });
            }
        }
    }
}
