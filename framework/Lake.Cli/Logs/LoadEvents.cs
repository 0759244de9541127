using System.Globalization;
using System.Text.Json;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Cli.Logs;

/// <summary>Loads as events beside those of runs: <c>StreamStart</c>, <c>StreamProgress</c>, <c>StreamFinished</c>.</summary>
/// <param name="log">Where they go.</param>
/// <param name="next">Who hears of everything besides.</param>
internal sealed class LoadEvents(EventLog log, ILoadObserver next) : ILoadObserver
{
    public void StreamStarted(StreamDefinition stream)
    {
        next.StreamStarted(stream);
        Write("StreamStart", "L001", LogLevel.Info, $"Loading stream {stream.Name}", stream, _ => { });
    }

    public void Progressed(StreamDefinition stream, LoadProgress progress)
    {
        next.Progressed(stream, progress);
        Write("StreamProgress", "L002", LogLevel.Debug, string.Create(CultureInfo.InvariantCulture, $"{stream.Name}: {progress.Files} of {progress.AllFiles} files"), stream, json =>
        {
            json.WriteNumber("files", progress.Files);
            json.WriteNumber("all_files", progress.AllFiles);
            json.WriteNumber("bytes", progress.Bytes);
            json.WriteNumber("all_bytes", progress.AllBytes);
            json.WriteNumber("rows", progress.Rows);
        });
    }

    public void StreamFinished(StreamResult result)
    {
        next.StreamFinished(result);
        foreach (var diagnostic in result.Diagnostics)
        {
            var level = diagnostic.Severity switch { Severity.Error => LogLevel.Error, Severity.Warning => LogLevel.Warn, _ => LogLevel.Info };
            Write("StreamDiagnostic", "L003", level, diagnostic.Message, result.Stream, json => json.WriteString("id", diagnostic.Id));
        }

        Write("StreamFinished", "L004", result.Succeeded ? LogLevel.Info : LogLevel.Error, $"{(result.Succeeded ? "Loaded" : "Failed to load")} stream {result.Stream.Name}", result.Stream, json =>
        {
            json.WriteString("status", result.Succeeded ? "success" : "error");
            json.WriteNumber("files", result.Loaded);
            json.WriteNumber("matched_files", result.Matched);
            json.WriteNumber("bytes", result.Bytes);
            json.WriteNumber("rows", result.Rows);
            json.WriteNumber("rejected", result.Rejected);
            json.WriteNumber("execution_time", result.Duration.TotalSeconds);
            json.WriteNumber("bytes_per_second", result.Duration > TimeSpan.Zero ? Math.Round(result.Bytes / result.Duration.TotalSeconds) : 0);
            if (result.Lag is { } lag)
            {
                json.WriteNumber("lag_seconds", Math.Round(lag.TotalSeconds, 3));
            }
        });
    }

    private void Write(string name, string code, LogLevel level, string message, StreamDefinition stream, Action<Utf8JsonWriter> data) =>
        log.Write(new LogEvent(DateTimeOffset.UtcNow, name, code, level, message, json =>
        {
            json.WriteString("stream", stream.Name);
            json.WriteString("table", $"{stream.Target.Schema}.{stream.Target.Identifier}");
            data(json);
        }));
}
