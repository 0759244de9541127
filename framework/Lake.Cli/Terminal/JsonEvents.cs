using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lake.Cli.Terminal;

/// <summary>Writes events as one JSON object a line, in the envelope of dbt's events.</summary>
internal sealed class JsonEvents(TextWriter output, string invocationId)
{
    public void Write(DateTimeOffset time, string name, string code, string level, string message, Action<Utf8JsonWriter> data)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteStartObject("info");
            json.WriteString("category", "");
            json.WriteString("code", code);
            json.WriteStartObject("extra");
            json.WriteEndObject();
            json.WriteString("invocation_id", invocationId);
            json.WriteString("level", level);
            json.WriteString("msg", message);
            json.WriteString("name", name);
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteString("thread", "MainThread");
            json.WriteString("ts", Time(time));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Flush();
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
