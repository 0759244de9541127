using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Values;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Runner.Artifacts;

/// <summary><c>sources.json</c> in the shape of dbt's version 3.</summary>
internal static class SourcesFile
{
    public static Action<Stream> Write(LoadedProject project, RunOptions options, IReadOnlyList<FreshnessResult> results, TimeSpan elapsed) =>
        ArtifactMetadata.Document("sources/v3", project, options.Clock, json =>
        {
            json.WriteStartArray("results");
            foreach (var result in results)
            {
                WriteResult(json, result);
            }

            json.WriteEndArray();
            json.WriteNumber("elapsed_time", elapsed.TotalSeconds);
        });

    private static void WriteResult(Utf8JsonWriter json, FreshnessResult result)
    {
        json.WriteStartObject();
        json.WriteString("unique_id", result.Source.UniqueId);
        if (result is { MaxLoadedAt: { } loaded, SnapshottedAt: { } asked, Age: { } age })
        {
            json.WriteString("max_loaded_at", ArtifactMetadata.Time(loaded));
            json.WriteString("snapshotted_at", ArtifactMetadata.Time(asked));
            json.WriteNumber("max_loaded_at_time_ago_in_s", age.TotalSeconds);
            json.WriteString("status", result.Status);
            json.WritePropertyName("criteria");
            WriteCriteria(json, result.Source.Freshness ?? ValueMap.Empty);
            json.WriteStartObject("adapter_response");
            json.WriteString("_message", "OK");
            json.WriteEndObject();
            json.WriteStartArray("timing");
            json.WriteStartObject();
            json.WriteString("name", "execute");
            json.WriteString("started_at", ArtifactMetadata.Time(result.Started));
            json.WriteString("completed_at", ArtifactMetadata.Time(result.Finished));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("thread_id", "Thread-1");
            json.WriteNumber("execution_time", (result.Finished - result.Started).TotalSeconds);
        }
        else
        {
            json.WriteString("error", result.Diagnostics[0].Message);
            json.WriteString("status", result.Status);
        }

        json.WriteEndObject();
    }

    private static void WriteCriteria(Utf8JsonWriter json, ValueMap freshness)
    {
        json.WriteStartObject();
        foreach (var key in (string[])["warn_after", "error_after"])
        {
            json.WritePropertyName(key);
            PlainJson.Write(json, freshness.Find(key) ?? new ValueMap([new("count", null), new("period", null)]));
        }

        json.WritePropertyName("filter");
        PlainJson.Write(json, freshness.Find("filter"));
        json.WriteEndObject();
    }
}
