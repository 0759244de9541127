using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Artifacts;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Runner.Execution;

/// <summary>Results of nodes as <c>on-run-end</c> hooks read them in <c>results</c>: dbt's <c>RunResult</c>.</summary>
internal static class ResultValues
{
    public static PyList Of(IEnumerable<NodeResult> results, LoadedProject project, RunOptions options) =>
        new(results.Where(r => r.ResourceType != ResourceType.Operation.Word()).Select(r => (object?)Of(r, project.Nodes.GetValueOrDefault(r.UniqueId), options)));

    private static RecordValue Of(NodeResult result, Node? node, RunOptions options)
    {
        var dict = node is null ? null : Node(result, node);
        return new RecordValue(
            "RunResult",
            Fields(result, options, time => PyValue.From(time), node is null || dict is null ? null : new RecordValue(node.GetType().Name, dict, dict)),
            Fields(result, options, ArtifactMetadata.Time, dict));
    }

    private static PyDict Node(NodeResult result, Node node)
    {
        var dict = NodeValues.Of(node);
        if (result.CompiledCode is { } compiled)
        {
            dict["compiled"] = PyBox.True;
            dict["compiled_code"] = compiled;
        }

        return dict;
    }

    private static PyDict Fields(NodeResult result, RunOptions options, Func<DateTimeOffset, object?> time, object? node) => new()
    {
        { "status", DbtResult.Status(result, options) },
        { "timing", new PyList(result.Timings.Select(phase => (object?)new PyDict { { "name", phase.Name }, { "started_at", time(phase.Started) }, { "completed_at", time(phase.Finished) } })) },
        { "thread_id", $"Thread-{result.Thread}" },
        { "execution_time", result.Duration.TotalSeconds },
        { "adapter_response", TemplateValues.FromPlain(DbtResult.Response(result)) },
        { "message", DbtResult.Message(result) },
        { "failures", result.Failures is { } failures ? PyBox.Of(failures) : null },
        { "unique_id", result.UniqueId },
        { "node", node },
    };
}
