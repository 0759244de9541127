using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Contexts.Compiling;

/// <summary>Renders a node, and with it the ephemeral models that it reads, directly or through others.</summary>
/// <param name="contextOf">A context of execution for a node.</param>
public sealed class NodeCompiler(Func<CodeNode, NodeContext> contextOf)
{
    private readonly Dictionary<CodeNode, (CompiledNode Compiled, RenderedCode Rendered)> _ephemerals = [];

    /// <summary>The ephemeral models compiled so far on behalf of others.</summary>
    public IEnumerable<CompiledNode> Ephemerals => _ephemerals.Values.Select(e => e.Compiled);

    /// <summary>Fails with <see cref="DiagnosticException"/>, every place lying in a file of the project.</summary>
    public CompiledNode Compile(CodeNode node) => Compile(node, contextOf(node));

    /// <summary>Renders in the given context, which afterwards knows <c>sql</c> and <c>compiled_code</c>.</summary>
    public CompiledNode Compile(CodeNode node, NodeContext context)
    {
        if (node is SeedNode)
        {
            return new CompiledNode(node, "", [], []);
        }

        var main = CodeTemplate.Render(context, node);
        var compiled = CteInjection.Inject(node, main, Collect(context)) with { Macros = [.. context.CalledMacros] };
        context.SetCompiled(compiled.Code);
        return compiled;
    }

    /// <summary>What a rendering referred to, each after those that it needs itself.</summary>
    private List<CommonTable> Collect(NodeContext context)
    {
        var found = new List<CommonTable>();
        foreach (var node in context.Ephemerals)
        {
            if (!_ephemerals.TryGetValue(node, out var known))
            {
                var inner = contextOf(node);
                var rendered = CodeTemplate.Render(inner, node);
                _ephemerals[node] = known = (CteInjection.Inject(node, rendered, Collect(inner)) with { Macros = [.. inner.CalledMacros] }, rendered);
            }

            found.AddRange(known.Compiled.Ephemerals.Append(known.Rendered).Where(e => !found.Exists(f => f.Code?.Node == e.Node)).Select(CteInjection.Table));
        }

        return found;
    }
}
