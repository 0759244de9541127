using Lake.Engines;
using Lake.Project.Nodes;

namespace Lake.Runner.Execution;

/// <summary>The sessions of one worker: one with each engine that its nodes have asked for so far.</summary>
/// <param name="shared">The run's only session, which stays open.</param>
internal sealed class WorkerEngines(RunScope scope, IEngine engine, IEngineSession? shared = null) : IDisposable
{
    private readonly Dictionary<string, (RunScope Run, IEngineSession Session)> _open = new(StringComparer.Ordinal);

    /// <summary>The run and the session for a node.</summary>
    public (RunScope Run, IEngineSession Session) For(Node node)
    {
        var type = scope.Project.EngineOf(node);
        if (!_open.TryGetValue(type, out var open))
        {
            _open[type] = open = (scope.On(type), shared ?? engine.For(type).OpenSession());
        }

        return open;
    }

    /// <summary>Lets the other engines know what a node is now.</summary>
    public void Tell(Node node)
    {
        if (!scope.Project.Target.Engines.IsEmpty && node is not TestNode && node.Relation is { } name)
        {
            engine.Note(scope.Project.EngineOf(node), name, For(node).Session.FindRelation(name)?.Kind);
        }
    }

    public void Dispose()
    {
        if (shared is null)
        {
            foreach (var (_, session) in _open.Values)
            {
                session.Dispose();
            }
        }
    }
}
