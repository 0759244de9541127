using Lake.Loader.Files;

namespace Lake.Loader.Scanning;

/// <summary>What a look at a file of JSON lines has proven: each is an object, and the engine can read all of them.</summary>
/// <param name="Keys">Of all lines.</param>
internal sealed record JsonScan(long Records, int LongestLine, JsonKeys Keys)
{
    /// <summary>Null when a line is no object.</summary>
    public static JsonScan? Of(RawFile file, CancellationToken cancellationToken)
    {
        if (!FileParts.Scan(file, 0, () => new Part(), part => part.Scan, out var parts, cancellationToken))
        {
            return null;
        }

        var keys = new JsonKeys();
        foreach (var part in parts)
        {
            keys.AddRange(part.Keys);
        }

        return new JsonScan(parts.Sum(p => p.Records), parts.Max(p => p.LongestLine), keys);
    }

    private sealed class Part
    {
        private readonly JsonLine _line;

        public Part() => _line = new JsonLine(Keys);

        public JsonKeys Keys { get; } = new();

        public long Records { get; private set; }

        public int LongestLine { get; private set; }

        public bool Scan(ReadOnlySpan<byte> lines)
        {
            while (!lines.IsEmpty)
            {
                var end = lines.IndexOf((byte)'\n');
                var line = end < 0 ? lines : lines[..end];
                lines = end < 0 ? [] : lines[(end + 1)..];
                line = line is [.., (byte)'\r'] ? line[..^1] : line;
                if (line.IsEmpty)
                {
                    continue;
                }

                if (_line.Reject(line) is not null)
                {
                    return false;
                }

                Records++;
                LongestLine = Math.Max(LongestLine, line.Length);
            }

            return true;
        }
    }
}
