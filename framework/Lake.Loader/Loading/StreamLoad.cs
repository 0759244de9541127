using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>One stream being loaded, batch by batch, each in one transaction.</summary>
internal sealed class StreamLoad(StreamDefinition stream, IEngineSession session, LoadOptions options, CancellationToken cancellationToken)
{
    private const int BatchFiles = 1000;

    /// <summary>How often it starts over because another loader came between the commits of two tables.</summary>
    private const int MostAttempts = 20;

    private readonly LoadProblems _problems = new(stream);
    private int _loaded;
    private long _rows;
    private long _rejected;
    private int _pending;

    /// <summary>Whether the ledger holds files of a load that did not come to its end.</summary>
    private bool _hasStrays;

    private string Ending => stream.Format switch
    {
        StreamFormat.Parquet => "*.parquet",
        StreamFormat.Csv => "*.csv",
        StreamFormat.Json => "*.jsonl",
    };

    private bool IsFullRefresh => options.FullRefresh.Contains(stream.Name);

    public StreamResult Run()
    {
        var start = options.Time.GetTimestamp();
        var names = FileGlob.Find(options.ProjectDirectory, stream.Path);
        try
        {
            var declared = DeclaredColumns.Read(stream, session);
            if (names.Count == 0)
            {
                _problems.NoFiles(FileGlob.Advise(options.ProjectDirectory, stream.Path, Ending));
            }
            else
            {
                Load([.. names.Select(name => RawFile.Open(options.ProjectDirectory, name))], declared);
            }
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }

        return new StreamResult(stream, names.Count, _loaded, _rows, _rejected, options.Time.GetElapsedTime(start), [.. _problems.Diagnostics]);
    }

    private void Load(IReadOnlyList<RawFile> files, IReadOnlyList<DeclaredColumn> declared)
    {
        if (stream.Target.Schema is { } schema && !session.SchemaExists(stream.Target.Database, schema))
        {
            session.CreateSchema(stream.Target.Database, schema);
        }

        var table = new RawTable(stream, session, declared);
        if (IsFullRefresh)
        {
            _pending = files.Count;
            LoadBatch(table, files, new HashSet<string>(), anew: true);
            Sweep();
            return;
        }

        TellDifferences(table, declared);
        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew: false, cancellationToken);
        var changed = files.Where(ledger.HasChanged).ToList();
        if (stream.OnChange == ChangedFilePolicy.Warn)
        {
            foreach (var file in changed.Where(f => !ledger.Files[f.Name].IsRejected))
            {
                _problems.Changed(file);
            }

            changed.RemoveAll(f => !ledger.Files[f.Name].IsRejected);
        }

        var replaced = changed.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var pending = files.Where(f => !ledger.Files.ContainsKey(f.Name) || replaced.Contains(f.Name)).ToList();
        _pending = pending.Count;
        foreach (var batch in Batches(pending))
        {
            LoadBatch(table, batch, replaced, anew: false);
        }

        if (_hasStrays || ledger.HasUncommitted)
        {
            Sweep();
        }
    }

    private void Sweep() => session.Publish(
        () =>
        {
            new LoadLedger(stream, session).Sweep(cancellationToken);
            return true;
        },
        cancellationToken: cancellationToken);

    /// <summary>Columns that were declared after the table was made have no effect on it.</summary>
    private void TellDifferences(RawTable table, IReadOnlyList<DeclaredColumn> declared)
    {
        table.Look(anew: false);
        foreach (var column in declared)
        {
            if (table.FindType(column.Name) is { } known && !known.IsSameAs(column.Type))
            {
                _problems.DeclaredOtherwise(column.Name, column.Type.ToString(), known.ToString());
            }
        }
    }

    private void LoadBatch(RawTable table, IReadOnlyList<RawFile> files, IReadOnlySet<string> replaced, bool anew)
    {
        table.Look(anew);
        using var reader = Reader(table);
        var unreadable = new List<RejectedFile>();
        var read = reader.Read(files, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Publish(reader, table, read with { Rejected = [.. read.Rejected, .. unreadable] }, replaced, anew);
                return;
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule == EngineRules.PartlyPublished && attempt < MostAttempts)
            {
                // The tables that were published say what is left to do.
                _hasStrays = true;
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule != LoaderRules.TooManyRejected)
            {
                var found = read.Sources.SelectMany(source => reader.FindUnreadable(source, cancellationToken)).ToList();
                if (found.Count == 0)
                {
                    throw;
                }

                unreadable.AddRange(found);
                var broken = unreadable.Select(r => r.File.Name).ToHashSet(StringComparer.Ordinal);
                read = reader.Read([.. files.Where(f => !broken.Contains(f.Name))], cancellationToken);
            }
        }
    }

    private void Publish(IFormatReader reader, RawTable table, ReadFiles read, IReadOnlySet<string> replaced, bool anew)
    {
        var problems = new LoadProblems(stream);
        BatchPublisher? publisher = null;
        var load = LoadId.New(options.Time.GetUtcNow());
        session.Publish(
            () =>
            {
                // Begun anew when another loader was first: what he loaded is to be seen.
                problems = new LoadProblems(stream);
                load = LoadId.New(load.At);
                publisher = new BatchPublisher(stream, session, table, load);
                var ledger = new LoadLedger(stream, session);
                ledger.Read(anew, cancellationToken);
                _hasStrays |= ledger.HasUncommitted;
                var left = Without(reader, read, name => !anew && ledger.Files.ContainsKey(name) && !replaced.Contains(name));
                if (stream.OnMalformed == MalformedPolicy.Fail)
                {
                    left = WithoutMalformed(publisher, reader, left, anew, problems);
                }

                if (left.Sources.Count == 0 && (left.Rejected.Count == 0 || stream.OnMalformed == MalformedPolicy.Fail) && !anew)
                {
                    return false;
                }

                foreach (var rejected in left.Rejected)
                {
                    problems.Rejected(rejected);
                }

                var old = left.Sources.SelectMany(s => s.Files).Select(f => f.File.Name).Where(replaced.Contains).ToList();
                publisher.Stage(ledger, left, old, anew, (done, rows) => options.Observer?.FilesLoaded(stream, _loaded + done, _pending, _rows + rows), cancellationToken);
                return true;
            },
            cancellationToken: cancellationToken);
        _problems.AddRange(problems);
        Count(publisher, load);
    }

    private void Count(BatchPublisher? publisher, LoadId load)
    {
        if (publisher is null)
        {
            return;
        }

        _loaded += publisher.Loaded;
        _rows += publisher.Rows;
        _rejected += publisher.Rejected;
        if (publisher.SchemaChanges.Count > 0)
        {
            _problems.SchemaChanged(publisher.SchemaChanges);
        }

        if (publisher.Rejected > 0)
        {
            _problems.RowsRejected(publisher.Rejected, Example(load));
        }
    }

    private IFormatReader Reader(RawTable table) => stream.Format switch
    {
        StreamFormat.Parquet => new ParquetReader(stream, session, table.FindType),
        StreamFormat.Csv => new CsvReader(stream, name => table.FindType(name) ?? Types.SqlType.Text),
        StreamFormat.Json => new JsonReader(stream),
    };

    /// <summary>What was read, without files that are loaded by now.</summary>
    private ReadFiles Without(IFormatReader reader, ReadFiles read, Func<string, bool> isLoaded)
    {
        var rejected = read.Rejected.Where(r => !isLoaded(r.File.Name)).ToList();
        return read.Sources.SelectMany(s => s.Files).Any(f => isLoaded(f.File.Name))
            ? new ReadFiles(reader.Read([.. read.Sources.SelectMany(s => s.Files).Select(f => f.File).Where(f => !isLoaded(f.Name))], cancellationToken).Sources, rejected)
            : read with { Rejected = rejected };
    }

    /// <summary>The files without malformed rows; the others are reported.</summary>
    private ReadFiles WithoutMalformed(BatchPublisher publisher, IFormatReader reader, ReadFiles read, bool anew, LoadProblems problems)
    {
        var rejected = publisher.CountRejected(read.Sources, anew, cancellationToken);
        foreach (var file in read.Sources.SelectMany(s => s.Files).Where(f => rejected.ContainsKey(f.File.Name)).OrderBy(f => f.File.Name, StringComparer.Ordinal))
        {
            problems.Malformed(file.File, rejected[file.File.Name].Count, rejected[file.File.Name].Example);
        }

        foreach (var file in read.Rejected)
        {
            problems.Rejected(file);
        }

        return Without(reader, read with { Rejected = [] }, rejected.ContainsKey);
    }

    private string Example(LoadId load)
    {
        using var result = session.Execute(
            $"SELECT _source_file, line_number, reason FROM {stream.Rejected} WHERE _load_id = {SqlText.Literal(load.Id)} AND line_number IS NOT NULL ORDER BY 1, 2 LIMIT 1",
            cancellationToken);
        return result.Rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row[0]}:{row[1]}: {row[2]}")).FirstOrDefault() ?? stream.Path;
    }

    private IEnumerable<IReadOnlyList<RawFile>> Batches(IReadOnlyList<RawFile> files)
    {
        var batch = new List<RawFile>();
        var bytes = 0L;
        foreach (var file in files)
        {
            if (batch.Count > 0 && (bytes + file.Size > stream.BatchBytes || batch.Count == BatchFiles))
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
