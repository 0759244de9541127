namespace Lake.Loader.Staging;

/// <summary>The bytes of a stream as far as they are needed at once; grows with the longest piece.</summary>
internal sealed class ReadBuffer(Stream stream)
{
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>What was read and not passed yet. Valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Filled => _bytes.AsSpan(_start, _end - _start);

    public byte this[int at] => _bytes[_start + at];

    /// <summary>Whether the stream has no more bytes.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>How many were taken from the stream.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether there is a byte at a place; reads on where it has to.</summary>
    public bool Has(int at)
    {
        while (_start + at >= _end)
        {
            if (IsFinished)
            {
                return false;
            }

            Fill();
        }

        return true;
    }

    /// <summary>Passes bytes that were read.</summary>
    public void Pass(int count) => _start += count;

    public void Fill()
    {
        if (_start > 0)
        {
            Filled.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var count = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += count;
        Bytes += count;
        IsFinished = count == 0;
    }
}
