using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Lake.Loader.Staging;

/// <summary>Stages the lines of a file that are JSON objects, and sets the others apart with the reason.</summary>
internal sealed class JsonStager(StageWriter good, StageWriter bad, JsonKinds kinds)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    public void Stage(int file, LineReader lines, CancellationToken cancellationToken)
    {
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Line.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            var text = Encoding.UTF8.GetString(lines.Line).Replace('\0', '\uFFFD');
            if (Reject(lines.Line) is { } reason)
            {
                bad.Write(file, lines.Number, text, reason);
            }
            else
            {
                good.Write(file, lines.Number, text);
            }
        }
    }

    /// <summary>Why the line is no JSON object; null when it is one, its keys being noted.</summary>
    private string? Reject(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line))
        {
            return "not valid UTF-8";
        }

        var reader = new Utf8JsonReader(line, Options);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return $"a JSON {Describe(reader.TokenType)}, not an object";
            }

            NoteKeys(ref reader);
            return null;
        }
        catch (JsonException e)
        {
            return string.Create(CultureInfo.InvariantCulture, $"not valid JSON at column {(e.BytePositionInLine ?? 0) + 1}");
        }
    }

    private void NoteKeys(ref Utf8JsonReader reader)
    {
        for (var position = 0; reader.Read();)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                var slot = kinds.SlotOf(position++, ref reader);
                reader.Read();
                kinds.Add(slot, ref reader);
            }
        }
    }

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartArray => "list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "number",
        JsonTokenType.Null => "null",
        _ => "boolean",
    };
}
