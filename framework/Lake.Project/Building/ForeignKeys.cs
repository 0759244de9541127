using Lake.Project.Nodes;
using Lake.Project.Resolving;
using Lake.Project.Values;

namespace Lake.Project.Building;

/// <summary>
/// What the foreign keys of an enforced contract point to is read by the model, so that it is built before: <c>to</c> is a
/// call of <c>ref</c> or <c>source</c>.
/// </summary>
internal static class ForeignKeys
{
    /// <summary>The values of <c>to</c>: those of the model, then those of its columns.</summary>
    public static IEnumerable<string> Targets(CodeNode node) =>
        node.Constraints.Concat(node.Columns.SelectMany(c => c.Constraints)).OfType<ValueMap>()
            .Where(c => c.Find("type") is "foreign_key").Select(c => c.Find("to")).OfType<string>();

    public static void Depend(CodeNode node)
    {
        if (node.Config.Map("contract").Find("enforced") is not true)
        {
            return;
        }

        foreach (var target in Targets(node))
        {
            if (LiteralCalls.Ref(target) is { } reference)
            {
                node.Refs = [.. node.Refs, reference with { Location = node.Location }];
            }
            else if (LiteralCalls.Source(target) is { } source)
            {
                node.Sources = [.. node.Sources, source with { Location = node.Location }];
            }
        }
    }
}
