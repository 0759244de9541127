using Lake.Loader.Files;
using Lake.Loader.Scanning;
using Lake.Loader.Staging;
using Lake.Loader.Streams;

namespace Lake.Loader.Reading;

/// <summary>CSV files of one header that are read in one way.</summary>
/// <param name="stages">Where good records and bad ones go; null for files that the engine reads itself.</param>
internal sealed class CsvGroup(StreamDefinition stream, IReadOnlyList<string> header, (string Good, string Bad)? stages) : IDisposable
{
    private readonly StageWriter? _good = stages is { } paths ? new(paths.Good) : null;
    private readonly StageWriter? _bad = stages is { } paths ? new(paths.Bad) : null;
    private readonly List<CsvScan> _scans = [];

    public IReadOnlyList<string> Header { get; } = header;

    public List<SourceFile> Files { get; } = [];

    public bool IsPlain => _good is null;

    public StageWriter Good => _good ?? throw new InvalidOperationException("The files are plain.");

    public StageWriter Bad => _bad ?? throw new InvalidOperationException("The files are plain.");

    public int LongestLine => _scans.Max(s => s.LongestLine);

    public bool IsProven(int field) => _scans.TrueForAll(s => s.IsProven[field]);

    public void Add(RawFile file, CsvScan scan)
    {
        Files.Add(new SourceFile(file, scan.Records));
        _scans.Add(scan);
    }

    /// <summary>Null when the file was staged; else why not.</summary>
    public RejectedFile? Stage(RawFile file, CancellationToken cancellationToken)
    {
        var (good, bad) = (Good.Mark(), Bad.Mark());
        var rows = 0L;
        var rejected = TextFormatReader.TryRead(file, content =>
        {
            var records = new CsvRecordReader(content, stream.Csv);
            if (!stream.Csv.Header || records.Read(withNulls: false))
            {
                rows = CsvStager.Stage(Files.Count, Header.Count, records, Good, Bad, cancellationToken);
            }

            return records.Bytes;
        });
        if (rejected is null)
        {
            Files.Add(new SourceFile(file, rows, Bad.Rows - bad.Rows));
            return null;
        }

        Good.BackTo(good);
        Bad.BackTo(bad);
        return rejected;
    }

    public void Dispose()
    {
        _good?.Dispose();
        _bad?.Dispose();
    }
}
