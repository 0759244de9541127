using System.Text.Unicode;
using Lake.Loader.Scanning;

namespace Lake.Loader.Staging;

/// <summary>Stages the lines of a file that are JSON objects, and sets the others apart with the reason.</summary>
/// <param name="keys">Where the keys of good lines are noted.</param>
internal sealed class JsonStager(StageWriter good, StageWriter bad, JsonKeys keys)
{
    private readonly JsonLine _line = new(keys);

    /// <returns>How many lines are good.</returns>
    public long Stage(int file, LineReader lines, CancellationToken cancellationToken)
    {
        var count = 0L;
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (lines.Line.Trim(" \t"u8).IsEmpty)
            {
                continue;
            }

            if ((Utf8.IsValid(lines.Line) ? _line.Reject(lines.Line) : "not valid UTF-8") is { } reason)
            {
                bad.Write(file, lines.Number, reason, lines.Line);
                continue;
            }

            good.Begin(file, lines.Number);
            good.Add(lines.Line);
            good.End();
            count++;
        }

        return count;
    }
}
