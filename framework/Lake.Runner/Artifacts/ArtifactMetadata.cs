using System.Globalization;
using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Settings;

namespace Lake.Runner.Artifacts;

/// <summary>What all artifacts beside the manifest begin with.</summary>
internal static class ArtifactMetadata
{
    private const string Custom = "DBT_ENV_CUSTOM_ENV_";

    /// <summary>A JSON document with <c>metadata</c> first, to be written into a stream.</summary>
    public static Action<Stream> Document(string schema, LoadedProject project, TimeProvider clock, Action<Utf8JsonWriter> body) => stream =>
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("dbt_schema_version", $"https://schemas.getdbt.com/dbt/{schema}.json");
        json.WriteString("dbt_version", DbtVersion.Text);
        json.WriteString("generated_at", Time(clock.GetUtcNow()));
        json.WriteString("invocation_id", project.Options.InvocationId);
        json.WriteString("invocation_started_at", Time(project.Options.StartedAt));
        json.WriteStartObject("env");
        foreach (var (name, value) in project.Options.Environment.Where(v => v.Key.StartsWith(Custom, StringComparison.Ordinal)))
        {
            json.WriteString(name[Custom.Length..], value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        body(json);
        json.WriteEndObject();
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
