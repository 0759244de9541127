using System.Text.Json;

namespace Lake.Cli.Logs;

/// <summary>Something that happened, under dbt's name and code.</summary>
/// <param name="Data">Writes the members of <c>data</c> but <c>msg</c>, which is the message where they lack one.</param>
internal sealed record LogEvent(DateTimeOffset Time, string Name, string Code, LogLevel Level, string Message, Action<Utf8JsonWriter>? Data = null)
{
    public string Thread { get; init; } = "MainThread";
}
