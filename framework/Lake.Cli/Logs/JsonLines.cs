using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lake.Cli.Logs;

/// <summary>Writes events as one JSON object a line, in the envelope of dbt's events.</summary>
internal sealed class JsonLines(TextWriter output, string invocationId, LogLevel least) : ILogWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What templates print is wanted at every level.</summary>
    public const string Print = "PrintEvent";

    public void Write(LogEvent logEvent)
    {
        if (logEvent.Level < least && logEvent.Name != Print)
        {
            return;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("data");
            if (logEvent.Data is { } data)
            {
                data(json);
            }
            else
            {
                json.WriteString("msg", logEvent.Message);
            }

            json.WriteEndObject();
            json.WriteStartObject("info");
            json.WriteString("category", "");
            json.WriteString("code", logEvent.Code);
            json.WriteStartObject("extra");
            json.WriteEndObject();
            json.WriteString("invocation_id", invocationId);
            json.WriteString("level", LevelWord(logEvent.Level));
            json.WriteString("msg", logEvent.Message);
            json.WriteString("name", logEvent.Name);
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteString("thread", logEvent.Thread);
            json.WriteString("ts", Time(logEvent.Time));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Flush();
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    public static string LevelWord(LogLevel level) => level.ToString().ToLowerInvariant();

    public void Dispose() => output.Flush();
}
