using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Lake.Loader.Staging;

/// <summary>
/// Writes rows of text into a file that the engine reads without guessing: every value quoted, <c>\N</c> for null, no
/// header, and a line a row, since line ends within values are escaped.
/// </summary>
internal sealed class StageWriter : IDisposable
{
    /// <summary>Stands before a digit that tells what was escaped.</summary>
    public const char Escape = '\x1A';

    private static readonly SearchValues<byte> Special = SearchValues.Create([(byte)'"', (byte)'\r', (byte)'\n', (byte)Escape, 0]);

    private readonly FileStream _file;
    private int _rowLength;

    public StageWriter(string path)
    {
        Path = path;
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    public string Path { get; }

    public long Rows { get; private set; }

    /// <summary>In bytes.</summary>
    public int LongestRow { get; private set; }

    /// <summary>Whether any value is escaped, so that the reader has to undo it.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>A row of a reason and the text it is about. Bytes that are no text are written as <c>\xE9</c>.</summary>
    public void Write(int file, long line, string reason, ReadOnlySpan<byte> text)
    {
        Begin(file, line);
        Add(Encoding.UTF8.GetBytes(reason));
        Add(Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Readable(text)));
        End();
    }

    /// <param name="file">Number of the file within the stage.</param>
    /// <param name="line">Where in the file.</param>
    public void Begin(int file, long line)
    {
        _rowLength = 0;
        Number(file);
        Put(","u8);
        Number(line);
    }

    public void AddNull() => Put(",\\N"u8);

    public void Add(ReadOnlySpan<byte> value)
    {
        Put(",\""u8);
        for (var next = value.IndexOfAny(Special); next >= 0; next = value.IndexOfAny(Special))
        {
            Put(value[..next]);
            Put(Escaped(value[next]));
            HasEscapes |= value[next] != '"';
            value = value[(next + 1)..];
        }

        Put(value);
        Put("\""u8);
    }

    public void End()
    {
        Put("\n"u8);
        Rows++;
        LongestRow = Math.Max(LongestRow, _rowLength);
    }

    /// <summary>Where the next row will be, to come <see cref="BackTo"/>.</summary>
    public (long Position, long Rows) Mark()
    {
        _file.Flush();
        return (_file.Position, Rows);
    }

    /// <summary>Takes back what was written since.</summary>
    public void BackTo((long Position, long Rows) mark)
    {
        _file.Flush();
        _file.SetLength(mark.Position);
        _file.Position = mark.Position;
        Rows = mark.Rows;
    }

    public void Dispose() => _file.Dispose();

    private static ReadOnlySpan<byte> Escaped(byte value) => value switch
    {
        (byte)'"' => "\"\""u8,
        (byte)'\r' => "\u001A1"u8,
        (byte)'\n' => "\u001A2"u8,
        0 => "\u001A3"u8,
        _ => "\u001A0"u8,
    };

    private static string Readable(ReadOnlySpan<byte> text)
    {
        var readable = new StringBuilder();
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
            {
                readable.Append(rune.ToString());
            }
            else
            {
                length = 1;
                readable.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\x{text[0]:X2}");
            }

            text = text[length..];
        }

        return readable.ToString();
    }

    private void Number(long number)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, text, out var length);
        Put(text[..length]);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _rowLength += bytes.Length;
    }
}
