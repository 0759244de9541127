using Lake.Project;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Runner.Reuse;

namespace Lake.Runner.Execution;

/// <summary>What all nodes of one run share.</summary>
internal sealed record RunScope(
    LoadedProject Project, RunOptions Options, string AdapterType, EventSink Events, TargetFiles Files, ExecutionSettings Settings)
{
    public Fingerprint Fingerprint { get; } = new(Project);

    public NodeContext Context(CodeNode node, IWarehouse? warehouse, int thread, CancellationToken cancellation) =>
        NodeContext.ForExecution(
            Project, node.PackageName, node, warehouse, Settings with { Thread = $"Thread-{thread}" }, new NodeOutput(Events), cancellation);

    public NodeCompiler Compiler(IWarehouse? warehouse, int thread, CancellationToken cancellation) =>
        new(node => Context(node, warehouse, thread, cancellation));
}
