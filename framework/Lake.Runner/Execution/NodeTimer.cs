using Lake.Project.Nodes;
using Lake.Runner.Results;

namespace Lake.Runner.Execution;

/// <summary>When the phases of one node began and ended, and the result made of them.</summary>
internal sealed class NodeTimer(Node node, EventSink events, int thread)
{
    private readonly DateTimeOffset _started = events.Now;
    private DateTimeOffset? _compiled;
    private DateTimeOffset? _executing;

    public string? CompiledCode { get; private set; }

    public void Compiled(string? code)
    {
        _compiled = events.Now;
        CompiledCode = code;
    }

    public void Executing() => _executing = events.Now;

    public NodeResult Result(NodeStatus status, string? message = null)
    {
        var now = events.Now;
        return new NodeResult
        {
            UniqueId = node.UniqueId,
            Name = node.Name,
            ResourceType = node.ResourceType.Word(),
            Description = NodeDescription.Of(node),
            Status = status,
            Message = message,
            Duration = now - _started,
            Thread = thread,
            CompileStarted = _started,
            CompileFinished = _compiled,
            ExecuteStarted = _executing,
            ExecuteFinished = _executing is null ? null : now,
            Compiled = CompiledCode is not null,
            CompiledCode = CompiledCode,
            RelationName = node.RelationText,
        };
    }

    /// <summary>For a node that never ran.</summary>
    public static NodeResult Skipped(Node node, string message) => new()
    {
        UniqueId = node.UniqueId,
        Name = node.Name,
        ResourceType = node.ResourceType.Word(),
        Description = NodeDescription.Of(node),
        Status = NodeStatus.Skipped,
        Message = message,
        RelationName = node.RelationText,
    };
}
