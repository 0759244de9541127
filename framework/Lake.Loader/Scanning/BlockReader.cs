using System.Text.Unicode;

namespace Lake.Loader.Scanning;

/// <summary>Looks at whole lines; false ends the scan.</summary>
/// <param name="lines">Each with its line end, but perhaps the last.</param>
internal delegate bool LinesScanner(ReadOnlySpan<byte> lines);

/// <summary>Cuts a part of a file into blocks of whole lines.</summary>
internal static class BlockReader
{
    private const int BlockSize = 1 << 20;

    /// <summary>
    /// Gives every line that begins within the part, whole. False when a scan ended it, or when the bytes are no text in
    /// UTF-8 or hold a NUL.
    /// </summary>
    /// <param name="read">Fills a span and returns how many bytes there were; 0 at the end.</param>
    /// <param name="length">Of the part; bytes behind it are read only to finish its last line.</param>
    public static bool Scan(Func<Memory<byte>, int> read, long length, LinesScanner scan, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockSize];
        var kept = 0;
        for (var position = 0L; position < length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var count = read(buffer.AsMemory(kept));
            var filled = kept + count;
            var end = count == 0 ? filled : EndOfLines(buffer.AsSpan(0, filled), kept, length - position);
            if (end > 0)
            {
                var lines = buffer.AsSpan(0, end);
                if (!Utf8.IsValid(lines) || lines.Contains((byte)0) || !scan(lines))
                {
                    return false;
                }

                position += end;
                buffer.AsSpan(end, filled - end).CopyTo(buffer);
            }

            kept = filled - end;
            if (count == 0)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>Behind the last line end; or behind that of the line in which the part ends, if that is read.</summary>
    private static int EndOfLines(ReadOnlySpan<byte> filled, int known, long left)
    {
        if (left <= filled.Length)
        {
            var beyond = filled[(int)(left - 1)..].IndexOf((byte)'\n');
            if (beyond >= 0)
            {
                return (int)left + beyond;
            }
        }

        var last = filled[known..].LastIndexOf((byte)'\n');
        return last < 0 ? 0 : known + last + 1;
    }
}
