using System.Globalization;
using System.Text.Json;

namespace Lake.Loader.Scanning;

/// <summary>Says whether a line is a JSON object, and notes its keys and the kinds of their values.</summary>
/// <param name="keys">Where they are noted.</param>
internal sealed class JsonLine(JsonKeys keys)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    private readonly JsonFlatLine _flat = new(keys);

    private char[] _unescaped = new char[256];

    /// <summary>Why the line, which is valid UTF-8, is no JSON object; null when it is one.</summary>
    public string? Reject(ReadOnlySpan<byte> line)
    {
        if (_flat.TryAccept(line))
        {
            return null;
        }

        keys.Forget();
        var reader = new Utf8JsonReader(line, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return $"a JSON {Describe(reader.TokenType)}, not an object";
            }

            return NoteKeys(ref reader);
        }
        catch (JsonException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not valid JSON at column {(e.BytePositionInLine ?? 0) + 1}");
        }
    }

    private string? NoteKeys(ref Utf8JsonReader reader)
    {
        var slot = 0;
        for (var position = 0; reader.Read();)
        {
            if (reader.ValueIsEscaped && !IsText(ref reader))
            {
                return "a surrogate stands alone in a text";
            }

            if (reader.CurrentDepth != 1)
            {
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                slot = keys.Expect(position++, reader.GetString() ?? "");
            }
            else if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            {
                keys.Note(slot, KindOf(ref reader));
            }
        }

        keys.Accept();
        return null;
    }

    /// <summary>Whether the escapes of a text stand for characters.</summary>
    private bool IsText(ref Utf8JsonReader reader)
    {
        if (_unescaped.Length < reader.ValueSpan.Length)
        {
            _unescaped = new char[reader.ValueSpan.Length];
        }

        try
        {
            reader.CopyString(_unescaped);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonKind KindOf(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.String => JsonKind.Text,
        JsonTokenType.True or JsonTokenType.False => JsonKind.Boolean,
        JsonTokenType.Number => JsonKinds.OfNumber(value.ValueSpan),
        JsonTokenType.Null => JsonKind.Null,
        _ => JsonKind.Nested,
    };

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "number",
        JsonTokenType.Null => "null",
        _ => "boolean",
    };
}
