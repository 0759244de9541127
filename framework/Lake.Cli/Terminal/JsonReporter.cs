using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Cli.Terminal;

/// <summary>Writes a run as one JSON object a line, with the names and keys of dbt's events.</summary>
internal sealed class JsonReporter(TextWriter output, LoadedProject project, RunOptions options) : IRunObserver
{
    private readonly Dictionary<string, DateTimeOffset> _started = new(StringComparer.Ordinal);
    private readonly JsonEvents _events = new(output, project.Options.InvocationId);
    private int _total;

    public void On(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted started:
                _total = started.Nodes;
                _events.Write(started.Time, "MainReportVersion", "A001", "info", "Running with lake", json => json.WriteString("version", "=" + Project.Settings.DbtVersion.Text));
                break;
            case NodeStarted started:
                _started[started.UniqueId] = started.Time;
                _events.Write(started.Time, "NodeStart", "Q024", "debug", $"Began running node {started.UniqueId}", json => NodeInfo(json, started.UniqueId, started.ResourceType, "started", null));
                _events.Write(started.Time, "LogStartLine", "Q011", "info", $"{started.Index} of {_total} START {started.Description}", json =>
                {
                    json.WriteString("description", started.Description);
                    json.WriteNumber("index", started.Index);
                    json.WriteNumber("total", _total);
                    NodeInfo(json, started.UniqueId, started.ResourceType, "started", null);
                });
                break;
            case NodeFinished finished:
                Finished(finished.Time, finished.Result);
                break;
            case MessageLogged message:
                _events.Write(message.Time, message.IsPrint ? "PrintEvent" : "JinjaLogInfo", message.IsPrint ? "Z052" : "I062", "info", message.Text, json => json.WriteString("msg", message.Text));
                break;
            case DiagnosticRaised raised:
                var isError = raised.Diagnostic.Severity == Severity.Error;
                _events.Write(raised.Time, isError ? "MainEncounteredError" : "JinjaLogWarning", isError ? "Z002" : "I061", isError ? "error" : "warn", raised.Diagnostic.ToString(), json => json.WriteString("msg", raised.Diagnostic.Message));
                break;
            case RunFinished finished:
                _events.Write(finished.Time, "CommandCompleted", "Q039", "debug", finished.Result.Succeeded ? "Command succeeded" : "Command failed", json =>
                {
                    json.WriteString("command", project.Options.Command);
                    json.WriteBoolean("success", finished.Result.Succeeded);
                    json.WriteNumber("elapsed", finished.Result.Elapsed.TotalSeconds);
                });
                break;
            default:
                break;
        }
    }

    private void Finished(DateTimeOffset time, NodeResult result)
    {
        var status = DbtResult.Status(result, options);
        var (name, code) = result.Status == NodeStatus.Skipped ? ("SkippingDetails", "Q034") : result.ResourceType switch
        {
            "exposure" or "saved_query" => ("LogNodeNoOpResult", "Q019"),
            "test" or "unit_test" => ("LogTestResult", "Q007"),
            "seed" => ("LogSeedResult", "Q016"),
            "snapshot" => ("LogSnapshotResult", "Q015"),
            "operation" => ("LogHookEndLine", "Q033"),
            _ => ("LogModelResult", "Q012"),
        };
        var level = result.Status.IsFailure() ? "error" : result.Status == NodeStatus.Warn ? "warn" : "info";
        _events.Write(time, name, code, level, $"{status.ToUpperInvariant()} {result.Description}", json =>
        {
            json.WriteString("status", status);
            json.WriteString("description", result.Description);
            json.WriteString("name", result.Name);
            json.WriteNumber("execution_time", result.Duration.TotalSeconds);
            json.WriteNumber("num_failures", result.Failures ?? 0);
            json.WriteNumber("total", _total);
            NodeInfo(json, result.UniqueId, result.ResourceType, status, time);
        });
        foreach (var diagnostic in result.Diagnostics.Where(d => d.Severity == Severity.Error))
        {
            _events.Write(time, "RunResultError", "Z024", "error", diagnostic.ToString(), json =>
            {
                json.WriteString("msg", diagnostic.Message);
                NodeInfo(json, result.UniqueId, result.ResourceType, status, time);
            });
        }

        _events.Write(time, "NodeFinished", "Q025", "debug", $"Finished running node {result.UniqueId}", json =>
        {
            json.WriteStartObject("run_result");
            json.WriteString("status", status);
            json.WriteString("message", DbtResult.Message(result) ?? "");
            json.WriteNumber("execution_time", result.Duration.TotalSeconds);
            json.WriteEndObject();
            NodeInfo(json, result.UniqueId, result.ResourceType, status, time);
        });
    }

    private void NodeInfo(Utf8JsonWriter json, string id, string resourceType, string status, DateTimeOffset? finished)
    {
        var node = project.Nodes.GetValueOrDefault(id);
        json.WriteStartObject("node_info");
        json.WriteString("unique_id", id);
        json.WriteString("resource_type", resourceType);
        json.WriteString("node_name", node?.Name ?? id);
        json.WriteString("node_path", node?.Path ?? "");
        json.WriteString("materialized", node?.Config.Materialized ?? "");
        json.WriteString("node_status", status);
        json.WriteString("node_started_at", _started.TryGetValue(id, out var started) ? JsonEvents.Time(started) : "");
        json.WriteString("node_finished_at", finished is { } time ? JsonEvents.Time(time) : "");
        RelationInfo(json, node as CodeNode, node?.RelationText);
        json.WriteStartObject("meta");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void RelationInfo(Utf8JsonWriter json, CodeNode? node, string? relation)
    {
        json.WriteStartObject("node_relation");
        json.WriteString("database", node?.Database ?? "");
        json.WriteString("schema", node?.Schema ?? "");
        json.WriteString("alias", node?.Alias ?? "");
        json.WriteString("relation_name", relation ?? "");
        json.WriteEndObject();
    }
}
