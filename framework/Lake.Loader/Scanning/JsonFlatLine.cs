using System.Buffers;

namespace Lake.Loader.Scanning;

/// <summary>
/// The quick way through lines that are objects of scalars without escapes, with the keys of the line before in the
/// same order. Whatever else a line is, it is for the parser to judge.
/// </summary>
internal static class JsonFlatLine
{
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>False when the line is none such; some kinds may have been noted then.</summary>
    public static bool TryNote(ReadOnlySpan<byte> line, JsonKeys keys)
    {
        var at = Skip(line, 0);
        if (At(line, at) != '{')
        {
            return false;
        }

        at++;
        for (var position = 0; ; position++)
        {
            at = Skip(line, at);
            if (At(line, at) != '"' || line[(at + 1)..].IndexOfAny(TextEnds) is not (>= 0 and var length) || line[at + 1 + length] != '"'
                || keys.Expected(position, line.Slice(at + 1, length)) is not (>= 0 and var slot))
            {
                return false;
            }

            at = Skip(line, at + length + 2);
            if (At(line, at) != ':')
            {
                return false;
            }

            at = Skip(line, at + 1);
            if (!TryValue(line, ref at, out var kind))
            {
                return false;
            }

            keys.Note(slot, kind);
            at = Skip(line, at);
            switch (At(line, at++))
            {
                case ',':
                    break;
                case '}':
                    return Skip(line, at) == line.Length;
                default:
                    return false;
            }
        }
    }

    private static bool TryValue(ReadOnlySpan<byte> line, ref int at, out JsonKind kind)
    {
        var rest = line[at..];
        (kind, var length) = At(line, at) switch
        {
            '"' => (JsonKind.Text, TextLength(rest)),
            'n' => (JsonKind.Null, rest.StartsWith("null"u8) ? 4 : -1),
            't' => (JsonKind.Boolean, rest.StartsWith("true"u8) ? 4 : -1),
            'f' => (JsonKind.Boolean, rest.StartsWith("false"u8) ? 5 : -1),
            '-' or >= '0' and <= '9' => Number(rest),
            _ => (JsonKind.Nested, -1),
        };
        at += length;
        return length > 0;
    }

    /// <summary>With both quotes.</summary>
    private static int TextLength(ReadOnlySpan<byte> text) =>
        text[1..].IndexOfAny(TextEnds) is >= 0 and var length && text[length + 1] == '"' ? length + 2 : -1;

    /// <summary>A number without exponent.</summary>
    private static (JsonKind Kind, int Length) Number(ReadOnlySpan<byte> text)
    {
        var start = text[0] == '-' ? 1 : 0;
        var whole = Digits(text, start);
        if (whole == start || (text[start] == '0' && whole > start + 1))
        {
            return (JsonKind.Nested, -1);
        }

        var end = whole;
        if (At(text, whole) == '.')
        {
            end = Digits(text, whole + 1);
            if (end == whole + 1)
            {
                return (JsonKind.Nested, -1);
            }
        }

        return At(text, end) is 'e' or 'E' ? (JsonKind.Nested, -1) : (JsonKinds.OfNumber(text[..end]), end);
    }

    private static int Digits(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }

    private static int Skip(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && (line[at] == 32 || line[at] == 9))
        {
            at++;
        }

        return at;
    }

    /// <summary>NUL behind the end.</summary>
    private static char At(ReadOnlySpan<byte> line, int at) => at < line.Length ? (char)line[at] : '\0';
}
