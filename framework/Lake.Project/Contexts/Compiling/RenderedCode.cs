using Lake.Jinja;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Contexts.Compiling;

/// <summary>The SQL that a node's own template gave.</summary>
public sealed class RenderedCode(CodeNode node, RenderResult result)
{
    public CodeNode Node { get; } = node;

    public string Text => result.Text;

    public CodeOrigin? Locate(int offset)
    {
        if (result.SourceMap.LocateOutermost(offset) is not { } outer)
        {
            return null;
        }

        var inner = result.SourceMap.Locate(offset);
        return new CodeOrigin(
            Place(Node, outer), inner is null || TestTemplates.Holds(Node, inner) ? null : inner);
    }

    /// <summary>Generic tests and declared snapshots have no file of their own: the YAML that asks for them stands in for it.</summary>
    internal static Location Place(CodeNode node, Location location) =>
        !TestTemplates.Holds(node, location) ? location
        : node is TestNode { IsGeneric: true } ? node.Location
        : node.CodePlace ?? location;
}
