using System.Globalization;
using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Text;

namespace Lake.Cli.Logs;

/// <summary>A run as events with the names and keys of dbt's.</summary>
internal sealed class RunEvents(EventLog log, LoadedProject project, RunOptions options) : IRunObserver
{
    private readonly Dictionary<string, NodeStarted> _started = new(StringComparer.Ordinal);
    private readonly ResultEvents _results = new(log, project, options);
    private int _total;

    public void On(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted started:
                _total = started.Nodes;
                Begin(started);
                break;
            case NodeStarted started:
                Begin(started);
                break;
            case NodeFinished finished:
                _results.Finished(finished.Time, finished.Result, _started.GetValueOrDefault(finished.Result.UniqueId), _total);
                break;
            case StatementSent sent:
                log.Write(new LogEvent(sent.Time, "SQLQuery", "E016", LogLevel.Debug, $"On {sent.UniqueId ?? "master"}: {sent.Sql}", json =>
                {
                    Info(json, sent.UniqueId);
                    json.WriteString("conn_name", sent.UniqueId ?? "master");
                    json.WriteString("sql", sent.Sql);
                }));
                break;
            case StatementAnswered answered:
                log.Write(new LogEvent(
                    answered.Time, "SQLQueryStatus", "E017", LogLevel.Debug,
                    string.Create(CultureInfo.InvariantCulture, $"SQL status: {answered.Status} in {answered.Elapsed.TotalSeconds:F3} seconds"), json =>
                {
                    Info(json, answered.UniqueId);
                    json.WriteString("status", answered.Status);
                    json.WriteNumber("elapsed", Math.Round(answered.Elapsed.TotalSeconds, 6));
                    json.WriteString("query_id", "");
                }));
                break;
            case ArtifactWritten written:
                log.Write(new LogEvent(written.Time, "ArtifactWritten", "P001", LogLevel.Debug, $"Wrote artifact {written.Kind} to {written.Path}", json =>
                {
                    json.WriteString("artifact_type", written.Kind);
                    json.WriteString("artifact_path", written.Path);
                }));
                break;
            case MessageLogged message:
                Say(message);
                break;
            case DiagnosticRaised raised:
                Raise(raised.Time, raised.Diagnostic);
                break;
            case RunFinished finished:
                _results.Summarize(finished.Time, finished.Result);
                break;
            default:
                throw new InvalidOperationException($"{runEvent.GetType().Name} has no event in dbt.");
        }
    }

    private void Begin(RunStarted started) =>
        log.Write(new LogEvent(
            started.Time, "ConcurrencyLine", "Q027", LogLevel.Info,
            string.Create(CultureInfo.InvariantCulture, $"Concurrency: {started.Threads} threads (target='{project.Target.Name}')"), json =>
        {
            json.WriteNumber("num_threads", started.Threads);
            json.WriteString("target_name", project.Target.Name);
            json.WriteNumber("node_count", started.Nodes);
        }));

    private void Begin(NodeStarted started)
    {
        _started[started.UniqueId] = started;
        var info = InfoOf(started.UniqueId, started.ResourceType, "started", started.Time);
        log.Write(new LogEvent(started.Time, "NodeStart", "Q024", LogLevel.Debug, $"Began running node {started.UniqueId}", info.Write));
        var isHook = started.ResourceType == ResourceType.Operation.Word();
        log.Write(new LogEvent(
            started.Time, isHook ? "LogHookStartLine" : "LogStartLine", isHook ? "Q032" : "Q011", LogLevel.Info,
            string.Create(CultureInfo.InvariantCulture, $"{started.Index} of {_total} START {(isHook ? "hook: " : "")}{started.Description} [RUN]"), json =>
        {
            info.Write(json);
            json.WriteString(isHook ? "statement" : "description", started.Description);
            json.WriteNumber("index", started.Index);
            json.WriteNumber("total", _total);
        }));
    }

    private void Say(MessageLogged message)
    {
        var (name, code, level) = message.Kind switch
        {
            MessageKind.Debug => ("JinjaLogDebug", "I063", LogLevel.Debug),
            MessageKind.Info => ("JinjaLogInfo", "I062", LogLevel.Info),
            MessageKind.Print => (JsonLines.Print, "Z052", LogLevel.Info),
        };
        log.Write(new LogEvent(message.Time, name, code, level, message.Text, json =>
        {
            if (message.Kind != MessageKind.Print)
            {
                Info(json, message.UniqueId);
            }

            json.WriteString("msg", message.Text);
        }));
    }

    private void Raise(DateTimeOffset time, Diagnostic diagnostic) => log.Write(diagnostic.Severity == Severity.Error
        ? new LogEvent(time, "MainEncounteredError", "Z002", LogLevel.Error, diagnostic.ToString(), json => json.WriteString("exc", diagnostic.Message))
        : new LogEvent(time, "JinjaLogWarning", "I061", LogLevel.Warn, diagnostic.ToString(), json => json.WriteString("msg", diagnostic.Message)));

    /// <summary>Nothing for what belongs to no node.</summary>
    private void Info(Utf8JsonWriter json, string? id)
    {
        if (id is not null)
        {
            var started = _started.GetValueOrDefault(id);
            InfoOf(id, started?.ResourceType ?? project.Nodes.GetValueOrDefault(id)?.ResourceType.Word() ?? "", "started", started?.Time).Write(json);
        }
    }

    private NodeInfo InfoOf(string id, string resourceType, string status, DateTimeOffset? started) =>
        new(id, resourceType, project.Nodes.GetValueOrDefault(id), status, started, null);
}
