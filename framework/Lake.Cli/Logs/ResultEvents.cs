using System.Globalization;
using System.Text.Json;
using Lake.Engines;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Cli.Logs;

/// <summary>What became of each node, and of the run, as events with the names and keys of dbt's.</summary>
internal sealed class ResultEvents(EventLog log, LoadedProject project, RunOptions options)
{
    private int _last;

    public void Finished(DateTimeOffset time, NodeResult result, NodeStarted? started, int total)
    {
        var index = started?.Index ?? _last + 1;
        _last = Math.Max(_last, index);
        var info = Info(result, started?.Time, time);
        var thread = result.Thread == 0 ? "MainThread" : $"Thread-{result.Thread}";
        if (result.Status == NodeStatus.Error && IsFailure(result) && result.Diagnostics.Length > 0)
        {
            log.Write(new LogEvent(time, "CatchableExceptionOnRun", "W002", LogLevel.Debug, result.Message ?? result.Diagnostics[0].Message, json =>
            {
                info.Write(json);
                json.WriteString("exc", result.Message ?? result.Diagnostics[0].Message);
                json.WriteString("exc_info", string.Join('\n', result.Diagnostics));
            })
            { Thread = thread });
        }

        var (name, code) = Name(result);
        log.Write(new LogEvent(time, name, code, Level(result), Line(result, index, total), json => WriteLine(json, result, info, index, total)) { Thread = thread });
        foreach (var query in result.Queries)
        {
            log.Write(new LogEvent(time, "QueryStatistics", "L001", LogLevel.Debug, $"The engine's query {query.Id}", json => WriteCosts(json, query, info)) { Thread = thread });
        }

        log.Write(new LogEvent(time, "NodeFinished", "Q025", LogLevel.Debug, $"Finished running node {result.UniqueId}", json =>
        {
            info.Write(json);
            WriteResult(json, result, thread);
        })
        { Thread = thread });
    }

    public void Summarize(DateTimeOffset time, RunResult result)
    {
        var (errors, warnings, partial) = (result.Nodes.Count(n => n.Status != NodeStatus.PartialSuccess && IsFailure(n)), result.Count(NodeStatus.Warn), result.Count(NodeStatus.PartialSuccess));
        log.Write(new LogEvent(
            time, "EndOfRunSummary", "Z030", LogLevel.Info,
            errors + partial + warnings == 0 ? "Completed successfully" : string.Create(CultureInfo.InvariantCulture, $"Completed with {errors} errors, {partial} partial successes, and {warnings} warnings:"), json =>
        {
            json.WriteNumber("num_errors", errors);
            json.WriteNumber("num_warnings", warnings);
            json.WriteBoolean("keyboard_interrupt", result.IsCancelled);
            json.WriteNumber("num_partial_success", partial);
        }));
        foreach (var node in result.Nodes.Where(n => IsFailure(n) || n.Status == NodeStatus.Warn))
        {
            Explain(time, node);
        }

        WriteStatistics(time, result);
    }

    private void Explain(DateTimeOffset time, NodeResult result)
    {
        var info = Info(result, result.CompileStarted, time);
        var isWarning = result.Status == NodeStatus.Warn;
        var path = info.Node?.OriginalFilePath ?? "";
        var (level, message) = (isWarning ? LogLevel.Warn : LogLevel.Error, DbtResult.Message(result) ?? "");
        log.Write(new LogEvent(
            time, isWarning ? "RunResultWarning" : "RunResultFailure", isWarning ? "Z021" : "Z022", level,
            $"{(isWarning ? "Warning" : "Failure")} in {result.ResourceType} {result.Name} ({path})", json =>
        {
            json.WriteString("resource_type", result.ResourceType);
            json.WriteString("node_name", result.Name);
            json.WriteString("path", path);
            info.Write(json);
        }));
        log.Write(new LogEvent(time, isWarning ? "RunResultWarningMessage" : "RunResultError", isWarning ? "Z046" : "Z024", level, $"  {message}", json =>
        {
            json.WriteString("msg", message);
            info.Write(json);
        }));
    }

    private void WriteStatistics(DateTimeOffset time, RunResult result)
    {
        (string Key, int Count)[] counts =
        [
            ("error", result.Nodes.Count(IsFailure)), ("skip", result.Count(NodeStatus.Skipped)),
            ("pass", result.Nodes.Count(n => DbtResult.Status(n, options) is "success" or "pass")), ("warn", result.Count(NodeStatus.Warn)),
            ("noop", result.Count(NodeStatus.NothingToRun)), ("reused", 0), ("total", result.Nodes.Length),
        ];
        var words = counts.ToDictionary(c => c.Key, c => c.Count.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        log.Write(new LogEvent(
            time, "StatsLine", "Z023", LogLevel.Info,
            $"Done. PASS={words["pass"]} WARN={words["warn"]} ERROR={words["error"]} SKIP={words["skip"]} NO-OP={words["noop"]} REUSED=0 TOTAL={words["total"]}", json =>
        {
            json.WriteStartObject("stats");
            foreach (var (key, count) in counts)
            {
                json.WriteNumber(key, count);
            }

            json.WriteEndObject();
        }));
    }

    private static (string Name, string Code) Name(NodeResult result) => result.Status switch
    {
        NodeStatus.Skipped when result.ResourceType != ResourceType.Operation.Word() => ("SkippingDetails", "Q034"),
        NodeStatus.NothingToRun => ("LogNodeNoOpResult", "Q019"),
        _ => result.ResourceType switch
        {
            "test" or "unit_test" => ("LogTestResult", "Q007"),
            "seed" => ("LogSeedResult", "Q016"),
            "snapshot" => ("LogSnapshotResult", "Q015"),
            "operation" => ("LogHookEndLine", "Q033"),
            _ => ("LogModelResult", "Q012"),
        },
    };

    /// <summary>By dbt's word, which may be another one for what was kept back.</summary>
    private bool IsFailure(NodeResult result) => result.Status.IsFailure() && DbtResult.Status(result, options) != NodeStatus.Success.Name();

    private LogLevel Level(NodeResult result) =>
        IsFailure(result) ? LogLevel.Error : result.Status == NodeStatus.Warn ? LogLevel.Warn : LogLevel.Info;

    private string Line(NodeResult result, int index, int total) => string.Create(
        CultureInfo.InvariantCulture,
        $"{index} of {total} {DbtResult.Status(result, options).ToUpperInvariant()} {result.Description} [{Outcome(result)} in {result.Duration.TotalSeconds:F2}s]");

    /// <summary>What the engine said of a success, and dbt's word for all else.</summary>
    private string Outcome(NodeResult result) =>
        result.Status is NodeStatus.Success or NodeStatus.PartialSuccess ? result.Message ?? "OK" : DbtResult.Status(result, options);

    private void WriteLine(Utf8JsonWriter json, NodeResult result, NodeInfo info, int index, int total)
    {
        info.Write(json);
        var code = info.Node as CodeNode;
        json.WriteNumber("index", index);
        if (result.Status != NodeStatus.Skipped)
        {
            json.WriteNumber("execution_time", result.Duration.TotalSeconds);
        }

        switch (Name(result).Name)
        {
            case "LogTestResult":
                WriteTest(json, result, info, total);
                return;
            case "SkippingDetails":
                WriteSkip(json, result, code, total);
                return;
            case "LogSeedResult":
                json.WriteString("result_message", Outcome(result));
                json.WriteString("schema", code?.Schema ?? "");
                json.WriteString("relation", code?.Alias ?? "");
                break;
            case "LogSnapshotResult":
                json.WriteString("description", result.Description);
                json.WriteString("result_message", Outcome(result));
                json.WriteStartObject("cfg");
                json.WriteEndObject();
                break;
            case "LogHookEndLine":
                json.WriteString("statement", result.Description);
                break;
            default:
                json.WriteString("description", result.Description);
                break;
        }

        json.WriteString("status", result.ResourceType is "seed" or "snapshot" or "operation" ? DbtResult.Status(result, options) : Outcome(result));
        json.WriteNumber("total", total);
    }

    private void WriteTest(Utf8JsonWriter json, NodeResult result, NodeInfo info, int total)
    {
        json.WriteString("name", result.Name);
        json.WriteString("status", DbtResult.Status(result, options));
        json.WriteNumber("num_models", total);
        json.WriteNumber("num_failures", result.Failures ?? 0);
        json.WriteString("attached_node", (info.Node as TestNode)?.AttachedNode ?? "");
    }

    private static void WriteSkip(Utf8JsonWriter json, NodeResult result, CodeNode? code, int total)
    {
        json.WriteString("resource_type", result.ResourceType);
        json.WriteString("schema", code?.Schema ?? "");
        json.WriteString("node_name", result.Name);
        json.WriteNumber("total", total);
    }

    private void WriteResult(Utf8JsonWriter json, NodeResult result, string thread)
    {
        json.WriteStartObject("run_result");
        json.WriteString("status", DbtResult.Status(result, options));
        json.WriteString("message", DbtResult.Message(result) ?? "");
        DbtResult.WriteTimings(json, "timing_info", result);
        json.WriteString("thread", thread);
        json.WriteNumber("execution_time", result.Duration.TotalSeconds);
        json.WritePropertyName("adapter_response");
        PlainJson.Write(json, DbtResult.Response(result));
        json.WriteNumber("num_failures", result.Failures ?? 0);
        json.WriteString("state_decision_id", "");
        json.WriteEndObject();
    }

    /// <summary>What the engine says that a statement has cost it.</summary>
    private static void WriteCosts(Utf8JsonWriter json, QueryReport query, NodeInfo info)
    {
        info.Write(json);
        json.WriteString("query_id", query.Id);
        json.WriteString("verb", query.Verb);
        foreach (var (name, value) in DbtResult.Costs(query))
        {
            json.WriteNumber(name, value);
        }
    }

    private NodeInfo Info(NodeResult result, DateTimeOffset? started, DateTimeOffset finished) => new(
        result.UniqueId, result.ResourceType, project.Nodes.GetValueOrDefault(result.UniqueId), DbtResult.Status(result, options), started, finished);
}
