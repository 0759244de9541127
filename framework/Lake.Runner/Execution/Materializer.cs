using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Contexts.Tables;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Runner.Requests;
using Lake.Runner.Reuse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Compiles a node and runs the macro that materializes it.</summary>
internal sealed class Materializer(RunScope run, IWarehouse warehouse, int thread, CancellationToken cancellation)
{
    /// <summary>The part of a microbatch model to build.</summary>
    public Batch? Batch { get; init; }

    /// <summary>Of the files of a batch.</summary>
    public string? Suffix { get; init; }

    /// <summary>Null when the node is unchanged and was left as it is; else what its main statement gave.</summary>
    public StatementResult? Run(CodeNode node, NodeTimer timer, NodeReuse? reuse = null)
    {
        CompiledNode? compiled = null;
        try
        {
            var context = run.Context(node, warehouse, thread, cancellation, Batch);
            if (run.Options.Command == RunCommand.Clone)
            {
                return Clone(node, context, timer);
            }

            var compiler = run.Compiler(warehouse, thread, cancellation);
            compiled = compiler.Compile(node, context);
            timer.Compiled(node is SeedNode ? null : compiled.Code);
            if (node is not SeedNode)
            {
                run.Keep(compiled, compiler, Suffix);
            }

            timer.Executing();
            var macro = Find(node);

            // Nobody knows what a materialization of the project's own does besides.
            reuse = macro.PackageName == MacroRegistry.BuiltInPackage ? reuse : null;
            if (reuse?.IsUnchanged(node, compiled.Code) == true)
            {
                return null;
            }

            context.Bind(macro).Call(CallArguments.Of());
            if (IsFinal(node, context))
            {
                reuse?.Mark(node, compiled.Code);
            }

            if (context.Written is { } written)
            {
                run.Files.WriteRun(node, written, Suffix);
            }

            return context.MainResult ?? new StatementResult(new ResponseValue("OK", null, null), TableValue.Empty);
        }
        catch (DiagnosticException error)
        {
            throw new DiagnosticException([.. error.Diagnostics.Select(d => SqlErrors.Explain(d, node, compiled, run.Project))], error);
        }
    }

    /// <summary>Whether the node need not be done again: what warned does so until it is mended, and so does a test that found rows.</summary>
    private static bool IsFinal(CodeNode node, NodeContext context) =>
        !context.HasWarned && (node is not TestNode || (context.MainResult is { } found && TestOutcome.IsClean(found)));

    /// <summary>Nothing is compiled: the relation of the state is all that matters. What the state lacks stays as it is.</summary>
    private StatementResult Clone(CodeNode node, NodeContext context, NodeTimer timer)
    {
        timer.Executing();
        if (run.Settings.Deferred.TryGetValue(node.UniqueId, out var relation))
        {
            context.Set("defer_relation", context.RelationOf(relation));
            context.Bind(Find(node)).Call(CallArguments.Of());
        }

        return context.MainResult ?? new StatementResult(new ResponseValue("No-op", null, null), TableValue.Empty);
    }

    private Macro Find(CodeNode node)
    {
        var macros = run.Project.Macros;
        var name = node is TestNode ? "test" : run.Options.Command == RunCommand.Clone ? "clone" : node.Config.Materialized;
        return macros.FindMaterialization(name, run.AdapterType) ?? throw ProjectRules.UnknownMaterialization.Error(
            node.Location, $"'{node.Name}' has the materialization '{name}', which does not exist",
            Spelling.Hint(name, macros.MaterializationNames)
                ?? $"use {string.Join(", ", macros.MaterializationNames.Order(StringComparer.Ordinal))}, or define one with '{{% materialization {name}, default %}}'");
    }
}
