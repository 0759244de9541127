using System.Globalization;
using System.Text;

namespace Lake.Loader.Staging;

/// <summary>
/// Writes rows of text into a file that the engine reads without guessing: every value quoted, <c>\N</c> for null,
/// no header.
/// </summary>
internal sealed class StageWriter : IDisposable
{
    private readonly StreamWriter _writer;

    public StageWriter(string path)
    {
        Path = path;
        _writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
    }

    public string Path { get; }

    public long Rows { get; private set; }

    /// <summary>Upper bound of the bytes of the longest row.</summary>
    public int LongestRow { get; private set; }

    /// <param name="file">Number of the file within the batch.</param>
    /// <param name="line">Where in the file.</param>
    /// <param name="values">Null for null.</param>
    public void Write(int file, long line, params ReadOnlySpan<string?> values)
    {
        var size = 40;
        _writer.Write(file.ToString(CultureInfo.InvariantCulture));
        _writer.Write(',');
        _writer.Write(line.ToString(CultureInfo.InvariantCulture));
        foreach (var value in values)
        {
            _writer.Write(',');
            size += 3 + ((value?.Length ?? 2) * 3);
            if (value is null)
            {
                _writer.Write("\\N");
                continue;
            }

            _writer.Write('"');
            _writer.Write(value.Contains('"', StringComparison.Ordinal) ? value.Replace("\"", "\"\"", StringComparison.Ordinal) : value);
            _writer.Write('"');
        }

        _writer.WriteLine();
        Rows++;
        LongestRow = Math.Max(LongestRow, size);
    }

    public void Dispose() => _writer.Dispose();
}
