using System.Buffers.Binary;
using System.IO.Compression;
using Lake.Loader.Files;
using Lake.Loader.Staging;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>What the formats made of lines have in common: each file is read once, into stages that the engine loads from.</summary>
internal abstract class TextFormatReader : IFormatReader
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lake-load-");
    private int _stages;

    public abstract IReadOnlyList<RowSource> Read(IReadOnlyList<RawFile> files, FileProblems problems, CancellationToken cancellationToken);

    /// <summary>None: what was staged was read to the end.</summary>
    public IReadOnlyList<RawFile> FindUnreadable(RowSource source, FileProblems problems, CancellationToken cancellationToken) => [];

    public void Dispose() => _folder.Delete(recursive: true);

    protected string NextStagePath() => Path.Combine(_folder.FullName, $"stage-{_stages++}.csv");

    /// <summary>False when the file cannot be read, which is reported. What was staged of it joins no file and is not loaded.</summary>
    protected static bool TryOpen(RawFile file, FileProblems problems, Action<LineReader> read)
    {
        try
        {
            using var stream = File.OpenRead(file.FullPath);
            using var unpacked = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(stream, CompressionMode.Decompress)
                : null;
            var lines = new LineReader((Stream?)unpacked ?? stream);
            read(lines);
            if (unpacked is not null && !IsWhole(stream, lines.Bytes))
            {
                problems.Unreadable(file, "the archive is cut short");
                return false;
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            problems.Unreadable(file, e is InvalidDataException ? "the archive is damaged, or is no gzip archive" : e.Message);
            return false;
        }
    }

    /// <summary>
    /// The runtime takes the end of a gzip file for the end of its data. Its last four bytes tell the data's length; in a
    /// file of several archives, that of the last.
    /// </summary>
    private static bool IsWhole(FileStream packed, long bytes)
    {
        Span<byte> trailer = stackalloc byte[4];
        if (packed.Length < 18)
        {
            return false;
        }

        packed.Position = packed.Length - trailer.Length;
        packed.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) <= bytes;
    }

    protected static string Join(StageFile stage, string files) => $"{stage.ToSql()} AS rows JOIN {files} ON files.file_number = rows.file_number";

    /// <summary>A query for the lines that were set apart; none when there are no such lines.</summary>
    protected static IReadOnlyList<string> Rejected(StageWriter bad, IReadOnlyList<RawFile> files) => bad.Rows == 0
        ? []
        : [$"SELECT files.source_file, rows.line_number, rows.raw_text, rows.reason FROM {Join(StageFile.Of(bad, ["raw_text", "reason"]), FileTable.ToSql(files, []))}"];

    protected static string Field(string name) => $"rows.{SqlText.Identifier(name)}";
}
