using System.Text.Unicode;
using Lake.Loader.Scanning;

namespace Lake.Loader.Staging;

/// <summary>Stages the lines of a file that are JSON objects, and sets the others apart with the reason.</summary>
/// <param name="keys">Where the keys of good lines are noted.</param>
/// <param name="keepsAll">Whether values that only the line itself keeps are staged as texts, and the line beside them.</param>
internal sealed class JsonStager(StageWriter good, StageWriter bad, JsonKeys keys, bool keepsAll)
{
    private readonly JsonLine _line = new(keys);
    private readonly JsonLine _judge = new(new JsonKeys());
    private readonly JsonQuoting _quoting = new();

    /// <param name="firstLine">The number of the first line.</param>
    /// <returns>How many lines are good.</returns>
    public long Stage(int file, LineReader lines, CancellationToken cancellationToken, long firstLine = 1)
    {
        var count = 0L;
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Line.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            var number = lines.Number - 1 + firstLine;
            if (Reject(lines.Line) is { } reason)
            {
                bad.Write(file, number, reason, lines.Line);
                continue;
            }

            good.Begin(file, number);
            Add(lines.Line);
            good.End();
            count++;
        }

        return count;
    }

    private string? Reject(ReadOnlySpan<byte> line) => !Utf8.IsValid(line) ? Damage.NotUtf8 : keepsAll ? _judge.Reject(line) : _line.Reject(line);

    private void Add(ReadOnlySpan<byte> line)
    {
        if (!keepsAll)
        {
            good.Add(line);
            return;
        }

        var quoted = _quoting.Quote(line);
        _line.Reject(quoted);
        good.Add(quoted);
        good.Add(line);
    }
}
