using System.Globalization;
using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Runner.Artifacts;

/// <summary><c>run_results.json</c> in the shape of dbt's version 6.</summary>
internal static class RunResultsFile
{
    public static Action<Stream> Write(LoadedProject project, RunOptions options, RunResult result) =>
        ArtifactMetadata.Document("run-results/v6", project, options.Clock, json =>
        {
            json.WriteStartArray("results");
            foreach (var node in result.Nodes)
            {
                WriteNode(json, node, options);
                if (json.BytesPending > 1 << 16)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
            json.WriteNumber("elapsed_time", result.Elapsed.TotalSeconds);
            json.WritePropertyName("args");
            WriteArguments(json, project, options);
        });

    private static void WriteNode(Utf8JsonWriter json, NodeResult node, RunOptions options)
    {
        json.WriteStartObject();
        json.WriteString("status", DbtResult.Status(node, options));
        DbtResult.WriteTimings(json, "timing", node);
        json.WriteString("thread_id", node.Thread == 0 ? "MainThread" : $"Thread-{node.Thread}");
        json.WriteNumber("execution_time", node.Duration.TotalSeconds);
        json.WritePropertyName("adapter_response");
        PlainJson.Write(json, DbtResult.Response(node));
        json.WriteString("message", DbtResult.Message(node));
        if (node.Failures is { } failures)
        {
            json.WriteNumber("failures", failures);
        }
        else
        {
            json.WriteNull("failures");
        }

        json.WriteString("unique_id", node.UniqueId);
        if (DbtResult.IsCompiled(node) is { } compiled)
        {
            json.WriteBoolean("compiled", compiled);
        }
        else
        {
            json.WriteNull("compiled");
        }

        json.WriteString("compiled_code", node.CompiledCode);
        json.WriteString("relation_name", node.RelationName);
        WriteBatches(json, node.Batches);
        json.WriteEndObject();
    }

    private static void WriteBatches(Utf8JsonWriter json, BatchResults? batches)
    {
        if (batches is null)
        {
            json.WriteNull("batch_results");
            return;
        }

        json.WriteStartObject("batch_results");
        foreach (var (name, windows) in new[] { ("successful", batches.Successful), ("failed", batches.Failed) })
        {
            json.WriteStartArray(name);
            foreach (var window in windows)
            {
                json.WriteStartArray();
                json.WriteStringValue(window.Start.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                json.WriteStringValue(window.End.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteArguments(Utf8JsonWriter json, LoadedProject project, RunOptions options)
    {
        json.WriteStartObject();
        foreach (var (key, value) in project.Options.Flags)
        {
            json.WritePropertyName(key);
            PlainJson.Write(json, value);
        }

        if (!project.Options.Flags.ContainsKey("which"))
        {
            json.WriteString("which", options.Command.ToString().ToLowerInvariant());
        }

        json.WriteEndObject();
    }
}
