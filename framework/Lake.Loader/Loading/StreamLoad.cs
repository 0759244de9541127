using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>
/// One stream being loaded. New files are read first; then all their rows are staged in one transaction, so that each of
/// the stream's tables is seen as it was before or as it is after.
/// </summary>
internal sealed class StreamLoad(
    StreamDefinition stream, IEngineSession session, string projectDirectory, ILoadObserver? observer, TimeProvider time)
{
    private const long BatchBytes = 256L << 20;
    private const int BatchFiles = 1000;

    /// <summary>How often it starts over because another loader came between the commits of two tables.</summary>
    private const int MostAttempts = 20;

    private readonly FileProblems _problems = new(stream);
    private RowPublisher? _published;

    public StreamResult Run(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var names = FileGlob.Find(projectDirectory, stream.Path);
        if (names.Count == 0)
        {
            var none = LoaderRules.NoStreamFiles.At(
                stream.Location,
                $"no file matches '{stream.Path}', the path of stream '{stream.Name}'",
                FileGlob.MissingFolder(projectDirectory, stream.Path) ?? $"the path is relative to {projectDirectory}");
            return new StreamResult(stream, 0, 0, 0, 0, time.GetElapsedTime(start), [none]);
        }

        try
        {
            Load([.. names.Select(name => RawFile.Open(projectDirectory, name))], cancellationToken);
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }

        return new StreamResult(
            stream, names.Count, _published?.Loaded ?? 0, _published?.Rows ?? 0, _published?.Quarantined ?? 0, time.GetElapsedTime(start),
            [.. _problems.Diagnostics]);
    }

    private void Load(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        if (stream.Target.Schema is { } schema && !session.SchemaExists(stream.Target.Database, schema))
        {
            session.CreateSchema(stream.Target.Database, schema);
        }

        var ledger = new FileLedger(stream, session);
        ledger.Read(cancellationToken);
        foreach (var file in files.Where(ledger.HasChanged))
        {
            _problems.Changed(file);
        }

        var pending = files.Where(f => !ledger.IsLoaded(f)).Select((f, i) => f with { Number = i }).ToList();
        if (pending.Count == 0 && !ledger.HasGaps)
        {
            return;
        }

        using var reader = Reader();
        var sources = Read(reader, pending, cancellationToken);
        var loadedAt = $"TIMESTAMP '{time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Publish(reader, files, pending.Count, sources, loadedAt, cancellationToken);
                return;
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule == EngineRules.PartlyPublished && attempt < MostAttempts)
            {
                // The tables that were published say what is left to do.
            }
            catch (DiagnosticException)
            {
                var unreadable = sources.SelectMany(source => reader.FindUnreadable(source, _problems, cancellationToken)).ToHashSet();
                if (unreadable.Count == 0)
                {
                    throw;
                }

                pending.RemoveAll(unreadable.Contains);
                sources = Read(reader, pending, cancellationToken);
            }
        }
    }

    private void Publish(
        IFormatReader reader, IReadOnlyList<RawFile> files, int pending, IReadOnlyList<RowSource> sources, string loadedAt,
        CancellationToken cancellationToken)
    {
        var problems = new FileProblems(stream);
        RowPublisher? publisher = null;
        session.Publish(
            () =>
            {
                // Begun anew when another loader was first: what he loaded is to be seen.
                problems = new FileProblems(stream);
                publisher = new RowPublisher(stream, session, loadedAt);
                var accepted = stream.OnMalformed == MalformedPolicy.Fail ? WithoutMalformed(publisher, reader, sources, problems, cancellationToken) : sources;
                return publisher.Stage(accepted, files, rows => observer?.FilesLoaded(stream, publisher.Loaded, pending, rows), cancellationToken);
            },
            cancellationToken: cancellationToken);
        _published = publisher;
        _problems.AddRange(problems);
        if (publisher is { Quarantined: > 0 })
        {
            _problems.Quarantined(publisher.Quarantined, Example(loadedAt, cancellationToken));
        }
    }

    private IFormatReader Reader() => stream.Format switch
    {
        StreamFormat.Parquet => new ParquetReader(stream, session),
        StreamFormat.Csv => new CsvReader(stream),
        StreamFormat.Json => new JsonReader(stream),
    };

    private List<RowSource> Read(IFormatReader reader, IReadOnlyList<RawFile> files, CancellationToken cancellationToken) =>
        [.. Batches(files).SelectMany(batch => reader.Read(batch, _problems, cancellationToken))];

    /// <summary>The files without malformed rows; the others are reported.</summary>
    private static IReadOnlyList<RowSource> WithoutMalformed(
        RowPublisher publisher, IFormatReader reader, IReadOnlyList<RowSource> sources, FileProblems problems, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rejected = publisher.CountRejected(sources, cancellationToken);
            if (rejected.Count == 0)
            {
                return sources;
            }

            var good = new List<RowSource>();
            foreach (var source in sources)
            {
                foreach (var file in source.Files.Where(f => rejected.ContainsKey(f.Name)))
                {
                    problems.Malformed(file, rejected[file.Name].Count, rejected[file.Name].Example);
                }

                IReadOnlyList<RawFile> rest = [.. source.Files.Where(f => !rejected.ContainsKey(f.Name))];
                good.AddRange(rest.Count == source.Files.Count ? [source] : reader.Read(rest, problems, cancellationToken));
            }

            sources = good;
        }
    }

    private string Example(string loadedAt, CancellationToken cancellationToken)
    {
        using var result = session.Execute(
            $"SELECT _source_file, line_number, reason FROM {stream.Quarantine} WHERE _loaded_at = {loadedAt} ORDER BY 1, 2 LIMIT 1", cancellationToken);
        return result.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row[0]}:{row[1]}: {row[2]}")).FirstOrDefault() ?? stream.Path;
    }

    private static IEnumerable<IReadOnlyList<RawFile>> Batches(IReadOnlyList<RawFile> files)
    {
        var batch = new List<RawFile>();
        var bytes = 0L;
        foreach (var file in files)
        {
            if (batch.Count > 0 && (bytes + file.Size > BatchBytes || batch.Count == BatchFiles))
            {
                yield return batch;
                batch = [];
                bytes = 0;
            }

            batch.Add(file);
            bytes += file.Size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
