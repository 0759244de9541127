using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Events;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>What templates say while a run executes them.</summary>
/// <param name="node">Null for a macro that is called for itself.</param>
internal sealed class NodeOutput(EventSink events, Node? node) : IContextOutput
{
    public void Log(string message, bool info) => events.Log(message, info ? MessageKind.Info : MessageKind.Debug, node?.UniqueId);

    public void Print(string message) => events.Log(message, MessageKind.Print, node?.UniqueId);

    public void Warn(Diagnostic warning) => events.Warn(warning);
}
