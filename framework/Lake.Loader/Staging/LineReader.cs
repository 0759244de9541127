namespace Lake.Loader.Staging;

/// <summary>
/// The lines of a file as bytes, without LF or CR LF and without a byte order mark. Bytes, because a line in another
/// encoding must be found out and not mended.
/// </summary>
internal sealed class LineReader(Stream stream)
{
    private readonly ReadBuffer _buffer = new(stream);
    private int _first;
    private int _length;
    private int _next;

    /// <summary>Counted from 1; 0 before the first.</summary>
    public long Number { get; private set; }

    /// <summary>How many were taken from the stream.</summary>
    public long Bytes => _buffer.Bytes;

    /// <summary>Valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Line => _buffer.Filled.Slice(_first, _length);

    public bool Read()
    {
        _buffer.Pass(_next);
        (_first, _length, _next) = (0, 0, 0);
        for (var scanned = 0; ;)
        {
            var found = _buffer.Filled[scanned..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Take(scanned + found, 1);
            }

            scanned = _buffer.Filled.Length;
            if (_buffer.IsFinished)
            {
                return scanned > 0 && Take(scanned, 0);
            }

            _buffer.Fill();
        }
    }

    private bool Take(int length, int ending)
    {
        (_length, _next) = (length, length + ending);
        if (Number++ == 0 && Line.StartsWith("\uFEFF"u8))
        {
            _first = 3;
            _length -= 3;
        }

        if (Line is [.., (byte)'\r'])
        {
            _length--;
        }

        return true;
    }
}
