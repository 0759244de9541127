using System.Buffers;
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
    private readonly SearchValues<byte> _ends;
    private readonly byte[][] _nulls;
    private readonly FieldProof?[] _proofs;
    private readonly bool[] _isProven;
    private bool _hasCrLf;
    private bool _hasLf;

    /// <param name="proofs">One for each field; null for text.</param>
    /// <param name="header">How the header ends.</param>
    public CsvLines(CsvOptions options, IReadOnlyList<FieldProof?> proofs, LineEnd header)
    {
        (_hasLf, _hasCrLf) = (header == LineEnd.Lf, header == LineEnd.CrLf);
        (_delimiter, _quote) = ((byte)options.Delimiter, (byte)options.Quote);
        _ends = SearchValues.Create([_delimiter, _quote, (byte)'\n', (byte)'\r']);
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
        for (var at = 0; at < lines.Length;)
        {
            var length = Record(lines[at..]);
            if (length < 0)
            {
                return false;
            }

            at += length;
            Records++;
            LongestLine = Math.Max(LongestLine, length);
        }

        return !(_hasLf && _hasCrLf);
    }

    /// <summary>The length of the record with its line end; -1 when it is not plain.</summary>
    private int Record(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (var field = 0; field < _proofs.Length; field++)
        {
            var isQuoted = at < text.Length && text[at] == _quote;
            var length = isQuoted ? Quoted(text[at..]) : Unquoted(text[at..]);
            if (length < 0)
            {
                return -1;
            }

            Prove(field, text.Slice(at, length), isQuoted);
            at += length;
            var isLast = field == _proofs.Length - 1;
            if (!isLast && (at == text.Length || text[at++] != _delimiter))
            {
                return -1;
            }
        }

        return at == 0 ? -1 : EndOf(text, at);
    }

    private void Prove(int field, ReadOnlySpan<byte> text, bool isQuoted)
    {
        if (!_isProven[field] || (text.IsEmpty && !isQuoted))
        {
            return;
        }

        if (isQuoted || _proofs[field]?.Holds(text) != true)
        {
            _isProven[field] = !isQuoted && IsNull(text);
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

    private int Unquoted(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(_ends);
        return end < 0 ? text.Length : text[end] == _quote ? -1 : end;
    }

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

    private int EndOf(ReadOnlySpan<byte> text, int at)
    {
        if (at == text.Length)
        {
            return at;
        }

        if (text[at] == '\n')
        {
            _hasLf = true;
            return at + 1;
        }

        _hasCrLf = true;
        return text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : -1;
    }
}
