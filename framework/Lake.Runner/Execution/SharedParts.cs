using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Lake.Engines;
using Lake.Project.Nodes;

namespace Lake.Runner.Execution;

/// <summary>A part of a node's work, done in the session and on the thread of whichever worker takes it.</summary>
internal delegate void NodePart(IEngineSession session, int thread);

/// <summary>Parts of one node's work that several workers do at the same time.</summary>
/// <param name="changed">The lock of the workers, who wait for news by it.</param>
internal sealed class SharedParts(Node node, IReadOnlyList<NodePart> parts, object changed)
{
    private int _taken;
    private int _open = parts.Count;
    private ExceptionDispatchInfo? _fault;

    public Node Node => node;

    /// <summary>To be called under the lock; null when all are taken.</summary>
    public NodePart? Take() => _taken == parts.Count ? null : parts[_taken++];

    [SuppressMessage("Design", "CA1031", Justification = "The fault is the node's, and thrown where its parts are waited for.")]
    public void Do(NodePart part, IEngineSession session, int thread)
    {
        ExceptionDispatchInfo? fault = null;
        try
        {
            part(session, thread);
        }
        catch (Exception error)
        {
            fault = ExceptionDispatchInfo.Capture(error);
        }

        lock (changed)
        {
            _fault ??= fault;
            _open--;
            Monitor.PulseAll(changed);
        }
    }

    /// <summary>Waits for the parts that others have taken, and throws what the first that failed has thrown.</summary>
    public void Wait()
    {
        lock (changed)
        {
            while (_open > 0)
            {
                Monitor.Wait(changed);
            }
        }

        _fault?.Throw();
    }
}
