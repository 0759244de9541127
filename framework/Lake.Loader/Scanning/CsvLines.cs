using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Lake.Loader.Streams;

namespace Lake.Loader.Scanning;

/// <summary>
/// Looks whether lines of CSV are so plain that every reader takes them in one way: each a record of the header's
/// fields, quotes only around whole fields, no line end within quotes, one kind of line end.
/// </summary>
internal sealed class CsvLines
{
    private readonly byte _delimiter;
    private readonly byte _quote;
    private readonly byte[][] _nulls;
    private readonly FieldProof?[] _proofs;
    private readonly bool[] _isProven;
    private bool _hasCrLf;
    private bool _hasLf;

    private int _field;
    private int _fieldStart;
    private int _recordStart;

    /// <summary>Behind the quoted field that is being looked at; 0 when it is not quoted.</summary>
    private int _quotedEnd;

    /// <param name="proofs">One for each field; null for text.</param>
    /// <param name="header">How the header ends.</param>
    public CsvLines(CsvOptions options, IReadOnlyList<FieldProof?> proofs, LineEnd header)
    {
        (_hasLf, _hasCrLf) = (header == LineEnd.Lf, header == LineEnd.CrLf);
        (_delimiter, _quote) = ((byte)options.Delimiter, (byte)options.Quote);
        _nulls = [.. options.NullStrings.Select(Encoding.UTF8.GetBytes)];
        _proofs = [.. proofs];
        _isProven = [.. proofs.Select(p => p is not null)];
    }

    /// <summary>Whether these options leave no doubt about what a plain line is.</summary>
    public static bool CanBePlain(CsvOptions options) =>
        char.IsAscii(options.Delimiter) && char.IsAscii(options.Quote) && options.Escape == options.Quote
        && options.Delimiter is not ('\r' or '\n' or ' ') && options.Delimiter != options.Quote
        && options.NullStrings.All(text => text.AsSpan().IndexOfAny(options.Delimiter, options.Quote) < 0);

    public long Records { get; private set; }

    public int LongestLine { get; private set; }

    /// <summary>Whether all lines end alike.</summary>
    public bool EndsAlike(CsvLines other) => !(_hasLf || other._hasLf) || !(_hasCrLf || other._hasCrLf);

    /// <summary>Whether every value of the field so far is null or proven to be of its type.</summary>
    public bool IsProven(int field) => _isProven[field];

    public bool Scan(ReadOnlySpan<byte> lines)
    {
        (_field, _fieldStart, _recordStart, _quotedEnd) = (0, 0, 0, 0);
        for (var block = 0; block < lines.Length; block += Vector256<byte>.Count)
        {
            for (var marks = Marks(lines, block); marks != 0; marks &= marks - 1)
            {
                var at = block + BitOperations.TrailingZeroCount(marks);
                if (at >= _fieldStart && at >= _quotedEnd && !Take(lines, at))
                {
                    return false;
                }
            }
        }

        return (_recordStart == lines.Length || EndRecord(lines, lines.Length, lines.Length)) && !(_hasLf && _hasCrLf);
    }

    /// <summary>A bit for each of the bytes from a place on that is a delimiter, a quote or part of a line end.</summary>
    private uint Marks(ReadOnlySpan<byte> lines, int from)
    {
        if (from + Vector256<byte>.Count <= lines.Length)
        {
            var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(lines), (nuint)from);
            return (Vector256.Equals(bytes, Vector256.Create(_delimiter)) | Vector256.Equals(bytes, Vector256.Create(_quote))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'\r'))).ExtractMostSignificantBits();
        }

        var marks = 0u;
        for (var i = 0; from + i < lines.Length; i++)
        {
            var c = lines[from + i];
            marks |= c == _delimiter || c == _quote || c is (byte)'\n' or (byte)'\r' ? 1u << i : 0;
        }

        return marks;
    }

    private bool Take(ReadOnlySpan<byte> lines, int at)
    {
        var c = lines[at];
        if (c == _delimiter)
        {
            return _field < _proofs.Length - 1 && EndField(lines, at);
        }

        if (c == _quote)
        {
            _quotedEnd = at == _fieldStart ? at + Quoted(lines[at..]) : 0;
            return _quotedEnd > at;
        }

        if (c == '\n')
        {
            _hasLf = true;
            return EndRecord(lines, at, at + 1);
        }

        _hasCrLf = true;
        return at + 1 < lines.Length && lines[at + 1] == '\n' && EndRecord(lines, at, at + 2);
    }

    private bool EndRecord(ReadOnlySpan<byte> lines, int at, int next)
    {
        if (_field != _proofs.Length - 1 || at == _recordStart || !EndField(lines, at))
        {
            return false;
        }

        Records++;
        LongestLine = Math.Max(LongestLine, next - _recordStart);
        (_field, _fieldStart, _recordStart) = (0, next, next);
        return true;
    }

    /// <summary>False when text follows a closing quote.</summary>
    private bool EndField(ReadOnlySpan<byte> lines, int at)
    {
        var isQuoted = _quotedEnd > 0;
        if (isQuoted && _quotedEnd != at)
        {
            return false;
        }

        if (_isProven[_field])
        {
            Prove(lines[_fieldStart..at], isQuoted);
        }

        (_field, _fieldStart, _quotedEnd) = (_field + 1, at + 1, 0);
        return true;
    }

    private void Prove(ReadOnlySpan<byte> text, bool isQuoted)
    {
        if ((!text.IsEmpty || isQuoted) && (isQuoted || _proofs[_field]?.Holds(text) != true))
        {
            _isProven[_field] = !isQuoted && IsNull(text);
        }
    }

    private bool IsNull(ReadOnlySpan<byte> text)
    {
        foreach (var word in _nulls)
        {
            if (text.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The length of a quoted field with its quotes; -1 when it is not closed on its line.</summary>
    private int Quoted(ReadOnlySpan<byte> text)
    {
        for (var at = 1; ;)
        {
            var quote = text[at..].IndexOf(_quote);
            if (quote < 0 || text.Slice(at, quote).ContainsAny((byte)'\n', (byte)'\r'))
            {
                return -1;
            }

            at += quote + 1;
            if (at == text.Length || text[at] != _quote)
            {
                return at;
            }

            at++;
        }
    }
}
