using System.Text;
using Lake.Loader.Files;
using Lake.Loader.Scanning;
using Lake.Loader.Staging;
using Lake.Loader.Streams;

namespace Lake.Loader.Reading;

/// <summary>
/// Rejected rows as rows in SQL, each parsed alone. Rows of Parquet and of databases were kept as JSON; those of CSV need
/// the names of their file's fields.
/// </summary>
/// <param name="headers">The names of fields by file, a line each.</param>
internal sealed class ReplayReader(StreamDefinition stream, string projectDirectory, IReadOnlyDictionary<string, string> headers) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lake-replay-");
    private readonly List<StageWriter> _writers = [];

    /// <summary>How many rows are in the sources.</summary>
    public long Staged { get; private set; }

    /// <summary>Rows of files of whose fields nothing is known; they stay as they are.</summary>
    public List<RejectedRow> Lost { get; } = [];

    public IReadOnlyList<RowSource> Read(IReadOnlyList<RejectedRow> rows, CancellationToken cancellationToken)
    {
        if (stream.Format != StreamFormat.Csv || stream.Postgres is not null)
        {
            return [ReadJson(rows, cancellationToken)];
        }

        Lost.AddRange(rows.Where(r => HeaderOf(r.File) is null));
        return [.. rows.Where(r => HeaderOf(r.File) is not null).GroupBy(r => HeaderOf(r.File) ?? "", StringComparer.Ordinal).Select(group => ReadCsv([.. group], group.Key.Split('\n'), cancellationToken))];
    }

    public void Dispose()
    {
        _writers.ForEach(w => w.Dispose());
        _folder.Delete(recursive: true);
    }

    private string? HeaderOf(string file) => stream.Csv.Header ? headers.GetValueOrDefault(file) : string.Join('\n', stream.Columns.Where(c => !c.IsInferred).Select(c => c.Name));

    private RowSource ReadJson(IReadOnlyList<RejectedRow> rows, CancellationToken cancellationToken)
    {
        var isOfLines = stream.Format == StreamFormat.Json;
        var keys = new JsonKeys();
        var (files, good, bad) = Stage(rows, (file, row, text, into, apart) =>
            new JsonStager(into, apart, keys, keepsAll: !isOfLines || !stream.Payload).Stage(file, new LineReader(text), cancellationToken, row.Line ?? 0));
        var columns = new JsonColumns(isOfLines ? stream : stream with { Payload = false, PartitionColumns = stream.PartitionColumns && stream.Postgres is null });
        return Finish(columns.Staged(files, keys, new StageFile(good, JsonColumns.StageColumns(!isOfLines || !stream.Payload))), bad);
    }

    private RowSource ReadCsv(IReadOnlyList<RejectedRow> rows, string[] header, CancellationToken cancellationToken)
    {
        var (files, good, bad) = Stage(rows, (file, row, text, into, apart) =>
            CsvStager.Stage(file, header.Length, new CsvRecordReader(text, stream.Csv), into, apart, cancellationToken, row.Line ?? 0));
        return Finish(CsvReader.Staged(stream, files, header, good), bad);
    }

    private (List<SourceFile> Files, StageWriter Good, StageWriter Bad) Stage(
        IReadOnlyList<RejectedRow> rows, Func<int, RejectedRow, Stream, StageWriter, StageWriter, long> stage)
    {
        var (good, bad) = (NewWriter(), NewWriter());
        var files = new List<SourceFile>();
        foreach (var group in rows.GroupBy(r => r.File, StringComparer.Ordinal))
        {
            var (count, before) = (0L, bad.Rows);
            foreach (var row in group)
            {
                using var text = new MemoryStream(Encoding.UTF8.GetBytes(row.Text));
                count += stage(files.Count, row, text, good, bad);
            }

            files.Add(new SourceFile(RawFile.Gone(projectDirectory, group.Key, stream.Layout), count, bad.Rows - before));
        }

        Staged += good.Rows + bad.Rows;
        good.Dispose();
        bad.Dispose();
        return (files, good, bad);
    }

    private static RowSource Finish(RowSource source, StageWriter bad) => source with
    {
        Line = "nullif(rows.line_number, 0)",
        Unreadable = TextFormatReader.Unreadable(bad),
    };

    private StageWriter NewWriter()
    {
        var writer = new StageWriter(Path.Combine(_folder.FullName, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"stage-{_writers.Count}.csv")));
        _writers.Add(writer);
        return writer;
    }
}
