using System.Buffers;

namespace Lake.Loader.Scanning;

/// <summary>
/// The quick way through lines that are objects of scalars without escapes, with the keys of the line before in the
/// same order. Whatever else a line is, it is for the parser to judge.
/// </summary>
internal sealed class JsonFlatLine(JsonKeys keys)
{
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>What stood in the last line before each value, from the end of the one before, and which key that is.</summary>
    private readonly List<(byte[] Before, int Slot)> _values = [];

    private readonly List<JsonKind> _kinds = [];
    private byte[] _end = [];

    /// <summary>Notes the kinds of a good line. False, and nothing is noted, when the line is none such.</summary>
    public bool TryAccept(ReadOnlySpan<byte> line)
    {
        if (!IsLikeLast(line) && !IsFlat(line))
        {
            return false;
        }

        for (var i = 0; i < _kinds.Count; i++)
        {
            keys.Add(_values[i].Slot, _kinds[i]);
        }

        return true;
    }

    /// <summary>Whether nothing but the values is other than in the last line.</summary>
    private bool IsLikeLast(ReadOnlySpan<byte> line)
    {
        _kinds.Clear();
        var at = 0;
        foreach (var (before, _) in _values)
        {
            if (!line[at..].StartsWith(before))
            {
                return false;
            }

            at += before.Length;
            if (!TryValue(line, ref at, out var kind))
            {
                return false;
            }

            _kinds.Add(kind);
        }

        return _values.Count > 0 && line[at..].SequenceEqual(_end);
    }

    private bool IsFlat(ReadOnlySpan<byte> line)
    {
        _kinds.Clear();
        _values.Clear();
        var at = Skip(line, 0);
        if (At(line, at++) != '{')
        {
            return false;
        }

        for (var (position, start) = (0, 0); ; position++)
        {
            at = Skip(line, at);
            if (At(line, at) != '"' || line[(at + 1)..].IndexOfAny(TextEnds) is not (>= 0 and var length) || line[at + 1 + length] != '"'
                || keys.Expected(position, line.Slice(at + 1, length)) is not (>= 0 and var slot))
            {
                break;
            }

            at = Skip(line, at + length + 2);
            if (At(line, at) != ':')
            {
                break;
            }

            at = Skip(line, at + 1);
            _values.Add((line[start..at].ToArray(), slot));
            if (!TryValue(line, ref at, out var kind))
            {
                break;
            }

            _kinds.Add(kind);
            start = at;
            at = Skip(line, at);
            switch (At(line, at++))
            {
                case ',':
                    continue;
                case '}' when Skip(line, at) == line.Length:
                    _end = line[start..].ToArray();
                    return true;
            }

            break;
        }

        _values.Clear();
        return false;
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

        return At(text, end) is 'e' or 'E' ? (JsonKind.Nested, -1)
            : end - start <= 15 ? (end == whole ? JsonKind.SmallInteger : JsonKind.Double, end)
            : (JsonKinds.OfNumber(text[..end]), end);
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
