using Lake.Loader.Files;

namespace Lake.Loader.Scanning;

/// <summary>Scans a file in parts, as many at a time as there are processors.</summary>
internal static class FileParts
{
    private const long PartSize = 16L << 20;

    /// <summary>Scans every part by a scanner of its own. False when one of them found something.</summary>
    /// <param name="start">Where the first line to scan begins.</param>
    /// <param name="scanners">Makes the scanner of a part.</param>
    public static bool Scan<T>(RawFile file, long start, Func<T> make, Func<T, LinesScanner> scan, out IReadOnlyList<T> scanners, CancellationToken cancellationToken)
        where T : class
    {
        if (FileContent.IsPacked(file))
        {
            var whole = make();
            scanners = [whole];
            return ScanPacked(file, start, scan(whole), cancellationToken);
        }

        var count = (int)Math.Max(1, (file.Size - start + PartSize - 1) / PartSize);
        var made = new T[count];
        var isGood = true;
        using var handle = File.OpenHandle(file.FullPath);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, (part, state) =>
        {
            made[part] = make();
            var from = start + (part * PartSize);
            var position = part == 0 ? from : NextLine(handle, from - 1);
            var reached = position;
            int Read(Memory<byte> into)
            {
                var read = RandomAccess.Read(handle, into.Span, reached);
                reached += read;
                return read;
            }

            if (!BlockReader.Scan(Read, from + PartSize - position, scan(made[part]), cancellationToken))
            {
                Volatile.Write(ref isGood, false);
                state.Stop();
            }
        });
        scanners = made;
        return isGood;
    }

    private static bool ScanPacked(RawFile file, long start, LinesScanner scan, CancellationToken cancellationToken)
    {
        using var content = new FileContent(file);
        var bytes = 0L;
        int Read(Memory<byte> into)
        {
            var read = content.Stream.Read(into.Span);
            bytes += read;
            return read;
        }

        Skip(content.Stream, start);
        bytes = start;
        return BlockReader.Scan(Read, long.MaxValue, scan, cancellationToken) && content.IsWhole(bytes);
    }

    private static void Skip(Stream stream, long count)
    {
        var passed = new byte[count];
        stream.ReadExactly(passed);
    }

    /// <summary>Behind the first line end at or after a place.</summary>
    private static long NextLine(Microsoft.Win32.SafeHandles.SafeFileHandle handle, long position)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (true)
        {
            var count = RandomAccess.Read(handle, buffer, position);
            var found = buffer[..count].IndexOf((byte)'\n');
            if (found >= 0 || count == 0)
            {
                return position + (count == 0 ? 0 : found + 1);
            }

            position += count;
        }
    }
}
