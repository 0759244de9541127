using System.Text;
using Lake.Project.Artifacts;
using Lake.Project.Caching;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Tests.Caching;

/// <summary>The SQL of all nodes of a project as one text, rendered without a warehouse.</summary>
internal static class CompiledProject
{
    /// <summary>Renders everything.</summary>
    public static string Fresh(LoadedProject project) => Text(project, node => Render(project, node).Record);

    /// <summary>Renders what the cache does not have, and keeps it.</summary>
    /// <param name="kept">How many nodes were not rendered.</param>
    public static string Cached(LoadedProject project, out int kept)
    {
        var cache = CompiledCache.Open(project, new ExecutionSettings()) ?? throw new InvalidOperationException("The project was read without a cache.");
        var found = 0;
        var text = Text(project, node =>
        {
            if (cache.Find(node) is { } known)
            {
                found++;
                return known.Record;
            }

            var (record, isRepeatable) = Render(project, node);
            if (isRepeatable)
            {
                cache.Keep(node, new KeptCode(record, null));
            }

            return record;
        });
        cache.Save();
        kept = found;
        return text;
    }

    private static (CompiledRecord Record, bool IsRepeatable) Render(LoadedProject project, CodeNode node)
    {
        var context = Context(node);
        var compiled = new NodeCompiler(Context).Compile(node, context);
        return (new CompiledRecord(compiled.Code, compiled.Macros, []), context.IsRepeatable);

        NodeContext Context(CodeNode of) =>
            NodeContext.ForExecution(project, of.PackageName, of, warehouse: null, new ExecutionSettings(), SilentOutput.Instance);
    }

    private static string Text(LoadedProject project, Func<CodeNode, CompiledRecord> compile)
    {
        var text = new StringBuilder();
        foreach (var node in project.Graph.Order.OfType<CodeNode>().Where(n => n is not (SeedNode or OperationNode)))
        {
            text.AppendLine(node.UniqueId);
            try
            {
                var record = compile(node);
                text.AppendLine(record.Code).AppendJoin(' ', record.Macros).AppendLine();
            }
            catch (DiagnosticException error)
            {
                text.AppendLine(error.Message);
            }
        }

        return text.ToString();
    }
}
