using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>One stream being loaded.</summary>
internal sealed class StreamLoad(
    StreamDefinition stream, IEngineSession session, string projectDirectory, ILoadObserver? observer, TimeProvider time)
{
    private const long BatchBytes = 256L << 20;
    private const int BatchFiles = 1000;

    private readonly FileProblems _problems = new(stream);
    private readonly RawTable _table = new(stream, session);
    private readonly FileLedger _ledger = new(stream, session);
    private int _loaded;
    private long _rows;
    private long _quarantined;

    public StreamResult Run(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var names = FileGlob.Find(projectDirectory, stream.Path);
        if (names.Count == 0)
        {
            var none = LoaderRules.NoStreamFiles.At(
                stream.Location,
                $"no file matches '{stream.Path}', the path of stream '{stream.Name}'",
                $"the path is relative to {projectDirectory}");
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

        return new StreamResult(stream, names.Count, _loaded, _rows, _quarantined, time.GetElapsedTime(start), [.. _problems.Diagnostics]);
    }

    private void Load(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        if (stream.Target.Schema is { } schema && !session.SchemaExists(stream.Target.Database, schema))
        {
            session.CreateSchema(stream.Target.Database, schema);
        }

        _ledger.Read(_table.Exists(), cancellationToken);
        foreach (var file in files.Where(_ledger.HasChanged))
        {
            _problems.Changed(file);
        }

        var pending = files.Where(f => !_ledger.IsLoaded(f)).Select((f, i) => f with { Number = i }).ToList();
        if (pending.Count == 0)
        {
            return;
        }

        new QuarantineTable(stream, session).Create(cancellationToken);
        var loadedAt = $"TIMESTAMP '{time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}'";
        var publisher = new RowPublisher(stream, session, _table, loadedAt);
        using var reader = Reader();
        foreach (var batch in Batches(pending))
        {
            foreach (var source in reader.Read(batch, _problems, cancellationToken))
            {
                Publish(publisher, reader, source, cancellationToken);
                observer?.FilesLoaded(stream, _loaded, pending.Count, _rows);
            }
        }

        if (_quarantined > 0)
        {
            _problems.Quarantined(_quarantined, Example(loadedAt, cancellationToken));
        }
    }

    private IFormatReader Reader() => stream.Format switch
    {
        StreamFormat.Parquet => new ParquetReader(stream, session, _table),
        StreamFormat.Csv => new CsvReader(stream),
        StreamFormat.Json => new JsonReader(stream),
    };

    private void Publish(RowPublisher publisher, IFormatReader reader, RowSource source, CancellationToken cancellationToken)
    {
        if (stream.OnMalformed == MalformedPolicy.Fail)
        {
            var rejected = publisher.CountRejected(source, cancellationToken);
            foreach (var file in source.Files.Where(f => rejected.ContainsKey(f.Name)))
            {
                _problems.Malformed(file, rejected[file.Name].Count, rejected[file.Name].Example);
            }

            if (rejected.Count > 0)
            {
                Again(publisher, reader, [.. source.Files.Where(f => !rejected.ContainsKey(f.Name))], cancellationToken);
                return;
            }
        }

        try
        {
            var (rows, quarantined) = publisher.Publish(source, _ledger, cancellationToken);
            _rows += rows;
            _quarantined += quarantined;
            _loaded += source.Files.Count;
        }
        catch (DiagnosticException)
        {
            var unreadable = reader.FindUnreadable(source, _problems, cancellationToken);
            if (unreadable.Count == 0)
            {
                throw;
            }

            Again(publisher, reader, [.. source.Files.Except(unreadable)], cancellationToken);
        }
    }

    /// <summary>Loads what is left of a batch without the files that spoilt it.</summary>
    private void Again(RowPublisher publisher, IFormatReader reader, IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return;
        }

        foreach (var source in reader.Read(files, _problems, cancellationToken))
        {
            Publish(publisher, reader, source, cancellationToken);
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
