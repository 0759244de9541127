using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lake.Loader.Scanning;

/// <summary>
/// A JSON object whose values that no column type keeps, objects, lists and fractions of many digits, are texts of
/// themselves: so nothing of them is lost where the line itself is not kept.
/// </summary>
internal sealed class JsonQuoting
{
    private readonly ArrayBufferWriter<byte> _written = new();

    /// <param name="line">An object. What is returned is valid until the next call.</param>
    public ReadOnlySpan<byte> Quote(ReadOnlySpan<byte> line)
    {
        _written.Clear();
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 512 });
        var copied = 0;
        reader.Read();
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || !IsUnkept(ref reader))
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            _written.Write(line[copied..start]);
            _written.Write("\""u8);
            _written.Write(JsonEncodedText.Encode(line[start..end], JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            _written.Write("\""u8);
            copied = end;
        }

        _written.Write(line[copied..]);
        return _written.WrittenSpan;
    }

    private static bool IsUnkept(ref Utf8JsonReader value) =>
        value.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
        || (value.TokenType == JsonTokenType.Number && JsonKinds.OfNumber(value.ValueSpan) == JsonKind.LongDecimal);
}
