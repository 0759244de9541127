using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lake.Iceberg.Storage;

/// <summary>Writes JSON without escaping what need not be.</summary>
internal static class JsonText
{
    public static string Write(Action<Utf8JsonWriter> content, bool indented = false) =>
        Encoding.UTF8.GetString(WriteBytes(content, indented));

    public static byte[] WriteBytes(Action<Utf8JsonWriter> content, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            NewLine = "\n",
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            content(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
