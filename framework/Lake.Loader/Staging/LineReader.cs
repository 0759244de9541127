namespace Lake.Loader.Staging;

/// <summary>
/// The lines of a file as bytes, without LF or CR LF and without a byte order mark. Bytes, because a line in another
/// encoding must be found out and not mended.
/// </summary>
internal sealed class LineReader(Stream stream)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _finished;

    /// <summary>Counted from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>How many were taken from the stream.</summary>
    public long Bytes { get; private set; }

    /// <summary>Valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    public bool Read()
    {
        var scanned = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Take(scanned + found, 1);
            }

            scanned = _end - _start;
            if (_finished)
            {
                return scanned > 0 && Take(scanned, 0);
            }

            Fill();
        }
    }

    private bool Take(int length, int ending)
    {
        (_lineStart, _lineLength) = (_start, length);
        _start += length + ending;
        if (Number++ == 0 && Line.StartsWith("\uFEFF"u8))
        {
            _lineStart += 3;
            _lineLength -= 3;
        }

        if (Line is [.., (byte)'\r'])
        {
            _lineLength--;
        }

        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        Bytes += count;
        _finished = count == 0;
    }
}
