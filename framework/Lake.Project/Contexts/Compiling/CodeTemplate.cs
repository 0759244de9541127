using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Contexts.Compiling;

/// <summary>A node's template, rendered so that every place it reports lies in a file of the project.</summary>
internal static class CodeTemplate
{
    public static RenderedCode Render(NodeContext context, CodeNode node)
    {
        var template = TestTemplates.Of(node) ?? throw new InvalidOperationException($"{node.UniqueId} has no template");
        try
        {
            return new RenderedCode(node, template.Render(context.Rendering));
        }
        catch (DiagnosticException error)
        {
            throw new DiagnosticException([.. error.Diagnostics.Select(d => Placed(d, node))], error);
        }
    }

    private static Diagnostic Placed(Diagnostic diagnostic, CodeNode node) => diagnostic with
    {
        Location = diagnostic.Location is null ? node.Location : RenderedCode.Place(node, diagnostic.Location),
        Related = [.. diagnostic.Related.Select(r => r with { Location = RenderedCode.Place(node, r.Location) })],
    };
}
