using Lake.Project.Contexts;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>What templates say while a run executes them.</summary>
internal sealed class NodeOutput(EventSink events) : IContextOutput
{
    public void Log(string message, bool info)
    {
        if (info)
        {
            events.Log(message, isPrint: false);
        }
    }

    public void Print(string message) => events.Log(message, isPrint: true);

    public void Warn(Diagnostic warning) => events.Warn(warning);
}
