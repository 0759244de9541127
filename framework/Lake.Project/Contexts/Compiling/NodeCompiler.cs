using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Contexts.Compiling;

/// <summary>Renders a node, and with it the ephemeral models that it reads, directly or through others.</summary>
/// <param name="contextOf">A context of execution for a node.</param>
public sealed class NodeCompiler(Func<CodeNode, NodeContext> contextOf)
{
    /// <summary>Fails with <see cref="DiagnosticException"/>, every place lying in a file of the project.</summary>
    public CompiledNode Compile(CodeNode node) => Compile(node, contextOf(node));

    /// <summary>Renders in the given context, which afterwards knows <c>sql</c> and <c>compiled_code</c>.</summary>
    public CompiledNode Compile(CodeNode node, NodeContext context)
    {
        if (node is SeedNode)
        {
            return new CompiledNode(node, "", [], []);
        }

        var ephemerals = new List<RenderedCode>();
        var main = CodeTemplate.Render(context, node);
        Collect(context, ephemerals);
        var compiled = CteInjection.Inject(node, main, ephemerals);
        context.SetCompiled(compiled.Code);
        return compiled;
    }

    private void Collect(NodeContext context, List<RenderedCode> ephemerals)
    {
        foreach (var node in context.Ephemerals)
        {
            if (ephemerals.Exists(e => e.Node == node))
            {
                continue;
            }

            var inner = contextOf(node);
            var rendered = CodeTemplate.Render(inner, node);
            Collect(inner, ephemerals);
            ephemerals.Add(rendered);
        }
    }
}
