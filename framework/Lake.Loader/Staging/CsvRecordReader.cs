using System.Text;
using Lake.Loader.Scanning;
using Lake.Loader.Streams;

namespace Lake.Loader.Staging;

/// <summary>
/// The records of a CSV file, as RFC 4180 has them, byte for byte: what stands between quotes stays as it is, line ends
/// included. Lines end with LF or CR LF, or with CR in a file that has no LF.
/// </summary>
internal sealed class CsvRecordReader(Stream stream, CsvOptions options)
{
    /// <summary>A quote that is not closed within so many bytes is taken for a stray one.</summary>
    private const int LongestRecord = 64 << 20;

    private readonly byte[] _delimiter = Encoding.UTF8.GetBytes([options.Delimiter]);
    private readonly byte[] _quote = Encoding.UTF8.GetBytes([options.Quote]);
    private readonly byte[] _escape = Encoding.UTF8.GetBytes([options.Escape]);
    private readonly byte[][] _nulls = [.. options.NullStrings.Select(Encoding.UTF8.GetBytes)];
    private readonly CsvFields _fields = new();
    private readonly ReadBuffer _buffer = new(stream);
    private int _length;
    private int _next;
    private bool _endsWithCr;
    private long _nextLine = 1;

    /// <summary>Of the record's first line, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many were taken from the stream.</summary>
    public long Bytes => _buffer.Bytes;

    /// <summary>How many came before the record behind the current one.</summary>
    public long Position { get; private set; }

    public LineEnd EndedBy { get; private set; }

    /// <summary>Without the line end. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Text => _buffer.Filled[.._length];

    public CsvFields Fields => _fields;

    public CsvOutcome Outcome { get; private set; }

    /// <summary>Whether a quote stands within an unquoted field.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <param name="withNulls">Whether unquoted null strings are null.</param>
    public bool Read(bool withNulls = true)
    {
        if (Position == 0 && Bytes == 0)
        {
            Begin();
        }

        _buffer.Pass(_next);
        _next = _length = 0;
        if (!_buffer.Has(0))
        {
            return false;
        }

        Line = _nextLine;
        Parse(withNulls);
        Finish();
        return true;
    }

    /// <summary>Makes the first line of the record the record, so that reading goes on with its second line.</summary>
    public void BackToFirstLine()
    {
        Position -= _next;
        _nextLine = Line;
        _length = FirstLine();
        Finish();
    }

    private void Begin()
    {
        _buffer.Fill();
        var seen = _buffer.Filled;
        _endsWithCr = !seen.Contains((byte)'\n') && seen.Contains((byte)'\r');
        if (seen.StartsWith("\uFEFF"u8))
        {
            _next = 3;
            Position = 3;
        }
    }

    private void Parse(bool withNulls)
    {
        _fields.Clear();
        (Outcome, HasStrayQuote) = (CsvOutcome.Complete, false);
        for (var at = 0; ;)
        {
            var isQuoted = Is(at, _quote);
            at = isQuoted ? Quoted(at + _quote.Length) : Unquoted(at);
            _fields.End(isQuoted, withNulls ? _nulls : []);
            if (Outcome == CsvOutcome.Unfinished)
            {
                _length = at;
                return;
            }

            if (Is(at, _delimiter))
            {
                at += _delimiter.Length;
                continue;
            }

            _length = at;
            if (_buffer.Has(at) && !IsLineEnd(at))
            {
                Outcome = CsvOutcome.Broken;
            }

            return;
        }
    }

    private int Unquoted(int at)
    {
        for (; _buffer.Has(at) && !IsLineEnd(at) && !Is(at, _delimiter); at++)
        {
            HasStrayQuote |= Is(at, _quote);
            _fields.Add(_buffer[at]);
        }

        return at;
    }

    private int Quoted(int at)
    {
        for (; _buffer.Has(at) && at < LongestRecord; at++)
        {
            if (Is(at, _escape) && (Is(at + _escape.Length, _quote) || (options.Escape != options.Quote && Is(at + _escape.Length, _escape))))
            {
                var escaped = Is(at + _escape.Length, _quote) ? _quote : _escape;
                _fields.Add(escaped);
                at += _escape.Length + escaped.Length - 1;
            }
            else if (Is(at, _quote))
            {
                return at + _quote.Length;
            }
            else
            {
                _fields.Add(_buffer[at]);
            }
        }

        Outcome = CsvOutcome.Unfinished;
        return at;
    }

    private int FirstLine()
    {
        var at = 0;
        while (_buffer.Has(at) && !IsLineEnd(at))
        {
            at++;
        }

        return at;
    }

    /// <summary>Steps behind the record and its line end.</summary>
    private void Finish()
    {
        EndedBy = !_buffer.Has(_length) ? LineEnd.None
            : _buffer[_length] == '\n' ? LineEnd.Lf
            : _endsWithCr ? LineEnd.Cr
            : LineEnd.CrLf;
        _next = _length + (EndedBy == LineEnd.None ? 0 : EndedBy == LineEnd.CrLf ? 2 : 1);
        Position += _next;
        _nextLine += 1 + Text.Count(_endsWithCr ? (byte)'\r' : (byte)'\n');
    }

    private bool IsLineEnd(int at) => _buffer[at] switch
    {
        (byte)'\n' => true,
        (byte)'\r' => _endsWithCr || (_buffer.Has(at + 1) && _buffer[at + 1] == '\n'),
        _ => false,
    };

    private bool Is(int at, byte[] what)
    {
        for (var i = 0; i < what.Length; i++)
        {
            if (!_buffer.Has(at + i) || _buffer[at + i] != what[i])
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>How the parsing of a record ended.</summary>
internal enum CsvOutcome
{
    Complete,

    /// <summary>A quote is open at the end of the file, or for too long.</summary>
    Unfinished,

    /// <summary>Something stands between a closing quote and the next delimiter.</summary>
    Broken,
}
