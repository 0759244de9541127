using Lake.Loader.Files;
using Lake.Loader.Staging;

namespace Lake.Loader.Reading;

/// <summary>What the formats made of lines have in common: a folder for stages, in which rows wait that the engine cannot be trusted to read.</summary>
internal abstract class TextFormatReader : IFormatReader
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lake-load-");
    private int _stages;

    public abstract ReadFiles Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken);

    /// <summary>None: what was scanned or staged was read to the end.</summary>
    public IReadOnlyList<RejectedFile> FindUnreadable(RowSource source, CancellationToken cancellationToken) => [];

    public void Dispose() => _folder.Delete(recursive: true);

    protected string NextStagePath() => Path.Combine(_folder.FullName, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"stage-{_stages++}.csv"));

    /// <summary>Null when the read came to the end of the file; else why the file cannot be read.</summary>
    /// <param name="read">Returns how many bytes there were.</param>
    internal static RejectedFile? TryRead(RawFile file, Func<Stream, long> read)
    {
        try
        {
            using var content = new FileContent(file);
            var bytes = read(content.Stream);
            return content.IsWhole(bytes) ? null : new RejectedFile(file, RejectedFile.Unreadable, "the archive is cut short");
        }
        catch (Exception e) when (FileContent.Explain(e) is not null)
        {
            return new RejectedFile(file, RejectedFile.Unreadable, FileContent.Explain(e) ?? e.Message);
        }
    }

    /// <summary>A query for the lines that were set apart; none when there are no such lines.</summary>
    internal static IReadOnlyList<string> Unreadable(StageWriter bad)
    {
        var stage = new StageFile(bad, ["reason", "raw_text"]);
        return bad.Rows == 0 ? [] : [$"SELECT rows.file_number, nullif(rows.line_number, 0), {stage.Text("raw_text")}, {stage.Text("reason")} FROM {stage.ToSql()} AS rows"];
    }
}
