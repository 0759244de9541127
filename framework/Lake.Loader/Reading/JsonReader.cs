using Lake.Loader.Files;
using Lake.Loader.Scanning;
using Lake.Loader.Staging;
using Lake.Loader.Streams;

namespace Lake.Loader.Reading;

/// <summary>
/// JSON lines. The line itself is kept as <c>payload</c>; scalars at its top are columns beside it, and so is whatever
/// the stream declares. The engine reads files of nothing but objects; the good lines of others go through a stage.
/// </summary>
internal sealed class JsonReader(StreamDefinition stream) : TextFormatReader
{
    private readonly JsonColumns _columns = new(stream);

    public override ReadFiles Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        var rejected = new List<RejectedFile>();
        var (plain, keys, longest) = (new List<SourceFile>(), new JsonKeys(), 0);
        var staged = new List<RawFile>();
        foreach (var file in files)
        {
            if (Scan(file, cancellationToken) is { } scan && (stream.Payload || scan.Keys.All.All(k => k.Kind is not (JsonKind.Nested or JsonKind.LongDecimal or JsonKind.Mixed))))
            {
                plain.Add(new SourceFile(file, scan.Records));
                keys.AddRange(scan.Keys);
                longest = Math.Max(longest, scan.LongestLine);
            }
            else
            {
                staged.Add(file);
            }
        }

        var sources = new List<RowSource>();
        if (plain.Count > 0)
        {
            sources.Add(_columns.Plain(plain, keys, longest) with { WithLines = token => Stage([.. plain.Select(f => f.File)], [], token) });
        }

        if (staged.Count > 0 && Stage(staged, rejected, cancellationToken) is { Files.Count: > 0 } source)
        {
            sources.Add(source);
        }

        return new ReadFiles(sources, rejected);
    }

    private static JsonScan? Scan(RawFile file, CancellationToken cancellationToken)
    {
        try
        {
            return JsonScan.Of(file, cancellationToken);
        }
        catch (Exception e) when (FileContent.Explain(e) is not null)
        {
            // The stage reads it again, and tells.
            return null;
        }
    }

    private RowSource Stage(IReadOnlyList<RawFile> files, List<RejectedFile> rejected, CancellationToken cancellationToken)
    {
        using var good = new StageWriter(NextStagePath());
        using var bad = new StageWriter(NextStagePath());
        var keys = new JsonKeys();
        var stager = new JsonStager(good, bad, keys, keepsAll: !stream.Payload);
        var read = new List<SourceFile>();
        foreach (var file in files)
        {
            var (goodMark, badMark) = (good.Mark(), bad.Mark());
            var rows = 0L;
            var unreadable = TryRead(file, content =>
            {
                var lines = new LineReader(content);
                rows = stager.Stage(read.Count, lines, cancellationToken);
                return lines.Bytes;
            });
            if (unreadable is null)
            {
                read.Add(new SourceFile(file, rows, bad.Rows - badMark.Rows));
                continue;
            }

            rejected.Add(unreadable);
            good.BackTo(goodMark);
            bad.BackTo(badMark);
        }

        good.Dispose();
        bad.Dispose();
        return _columns.Staged(read, keys, new StageFile(good, JsonColumns.StageColumns(!stream.Payload))) with { Unreadable = Unreadable(bad) };
    }
}
