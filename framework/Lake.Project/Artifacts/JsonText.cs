using System.Buffers;
using System.Text.Json;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>Records as JSON, one after another in the same memory. Serves one thread.</summary>
internal sealed class JsonText : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 12);
    private readonly Utf8JsonWriter _writer;

    public JsonText(JsonWriterOptions options) => _writer = new Utf8JsonWriter(_buffer, options);

    public byte[] Of(ValueMap record)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        JsonValues.Write(_writer, record);
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}
