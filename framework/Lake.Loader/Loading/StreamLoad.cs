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
    /// <summary>How often it starts over because another loader came between the commits of two tables.</summary>
    private const int MostAttempts = 20;

    private readonly LoadProblems _problems = new(stream);
    private int _loaded;
    private long _bytes;
    private long _rows;
    private long _rejected;
    private LoadProgress _progress = new(0, 0, 0, 0, 0);
    private TimeSpan? _lag;

    /// <summary>Whether the ledger holds files of a load that did not come to its end.</summary>
    private bool _hasStrays;

    private readonly FileListing _listing = new(options.ProjectDirectory, options.Storage);

    private bool IsFullRefresh => options.FullRefresh.Contains(stream.Name);

    public StreamResult Run()
    {
        var start = options.Time.GetTimestamp();
        var matched = 0;
        try
        {
            var declared = DeclaredColumns.Read(stream, session);
            var files = _listing.Find(stream);
            matched = files.Count;
            if (files.Count == 0)
            {
                _problems.NoFiles(_listing.Advise(stream));
            }
            else
            {
                Load(files, declared);
            }

            if (_problems.Diagnostics.All(d => d.Severity != Severity.Error))
            {
                new Housekeeping(stream, session, options, _problems, cancellationToken).Run(files);
            }
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }

        return new StreamResult(stream, matched, _loaded, _rows, _rejected, options.Time.GetElapsedTime(start), [.. _problems.Diagnostics])
        {
            Bytes = _bytes,
            Lag = _loaded > 0 ? _lag : null,
        };
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
            CheckWhole(files);
            Expect(files);
            LoadBatch(table, files, new HashSet<string>(), anew: true);
            Sweep();
            return;
        }

        TellDifferences(table, declared);
        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew: false, cancellationToken);
        var chosen = FileSelection.Of(stream, files, ledger, options);
        Tell(chosen.Changed, ledger);
        if (chosen.Gone.Count > 0)
        {
            TellGone(chosen.Gone);
        }

        Expect(chosen.Pending);
        foreach (var batch in chosen.Batches(stream))
        {
            LoadBatch(table, batch, chosen.Replaced, anew: false);
        }

        if (_hasStrays || ledger.HasUncommitted)
        {
            Sweep();
        }
    }

    /// <summary>Fails when rows would be lost whose files are not there any more.</summary>
    private void CheckWhole(IReadOnlyList<RawFile> files)
    {
        if (stream.Cleanup.Files == SourceFiles.Keep || session.FindRelation(stream.Ledger) is null)
        {
            return;
        }

        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew: false, cancellationToken);
        if (Housekeeping.Taken(ledger, files) is [var first, ..] taken)
        {
            throw LoaderRules.CleanedFilesNeeded.Error(
                stream.Location,
                string.Create(CultureInfo.InvariantCulture, $"{stream.Target.Schema}.{stream.Target.Identifier} has rows of {taken.Count} {(taken.Count == 1 ? "file" : "files")} that 'cleanup' has taken away, so it cannot be made anew: {first}{(taken.Count == 1 ? "" : ", …")}"),
                stream.Cleanup.Archive is { } archive ? $"put them back from {archive} first; without 'cleanup' the table is made of the files that are there" : "without 'cleanup' the table is made of the files that are there");
        }
    }

    private void Tell(IReadOnlyList<RawFile> changed, LoadLedger ledger)
    {
        foreach (var file in changed)
        {
            if (ledger.Files[file.Name].IsRegistered)
            {
                _problems.RegisteredChanged(file);
            }
            else
            {
                _problems.Changed(file);
            }
        }
    }

    /// <summary>Registered files that are gone leave the table where it follows its source.</summary>
    private void TellGone(IReadOnlyList<string> names)
    {
        var isWithdrawn = stream.OnChange == ChangedFilePolicy.Reload && session.Publish(() => Withdraw(names), cancellationToken: cancellationToken);
        foreach (var name in names)
        {
            _problems.RegisteredGone(name, isWithdrawn);
        }
    }

    private bool Withdraw(IReadOnlyList<string> names)
    {
        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew: false, cancellationToken);
        var gone = names.Where(name => ledger.Files.TryGetValue(name, out var file) && file.IsRegistered).Select(name => RawFile.Gone(options.ProjectDirectory, name)).ToList();
        if (gone.Count == 0)
        {
            return false;
        }

        var load = LoadId.New(options.Time.GetUtcNow());
        ledger.Open(cancellationToken);
        ledger.Commit(load, anew: false, cancellationToken);
        ledger.Add(gone.Select(file => new LedgerEntry(file, 0, 0, LedgerEntry.Withdrawn, "")), load, cancellationToken);
        new FileRegistrar(stream, session).Withdraw(gone);
        session.Execute($"DELETE FROM {stream.Target} WHERE _source_file IN ({string.Join(", ", gone.Select(file => SqlText.Literal(file.Name)))})", cancellationToken).Dispose();
        return true;
    }

    /// <summary>The lag is how long the oldest of the files waited.</summary>
    private void Expect(IReadOnlyList<RawFile> files)
    {
        _progress = new LoadProgress(0, files.Count, 0, files.Sum(f => f.Size), 0);
        _lag = files.Count == 0 ? null : options.Time.GetUtcNow() - files.Min(f => f.Modified);
    }

    private void Tell(int files, long bytes, long rows)
    {
        _progress = _progress with { Files = files, Bytes = bytes, Rows = rows };
        options.Observer?.Progressed(stream, _progress);
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

    private void LoadBatch(RawTable table, IReadOnlyList<RawFile> batch, IReadOnlySet<string> replaced, bool anew)
    {
        var files = _listing.Fetch(batch);
        try
        {
            table.Look(anew);
            using var reader = FormatReaders.Of(stream, session, table);
            Publish(reader, table, files, replaced, anew);
        }
        finally
        {
            FileListing.Release(files);
        }
    }

    private void Publish(IFormatReader reader, RawTable table, IReadOnlyList<RawFile> files, IReadOnlySet<string> replaced, bool anew)
    {
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
            catch (DiagnosticException e) when (e.Diagnostic.Rule != LoaderRules.TooManyRejected && e.Diagnostic.Rule != LoaderRules.ContractBroken)
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
                publisher.Stage(ledger, left, old, anew, (done, bytes, rows) => Tell(_loaded + done, _bytes + bytes, _rows + rows), cancellationToken);
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

        foreach (var file in publisher.Unfit)
        {
            _problems.Rejected(file);
        }

        _loaded += publisher.Loaded;
        _bytes += publisher.Bytes;
        _rows += publisher.Rows;
        _rejected += publisher.Rejected;
        if (publisher.SchemaChanges.Count > 0)
        {
            _problems.SchemaChanged(publisher.SchemaChanges);
        }

        if (publisher.Discarded > 0)
        {
            _problems.RowsDiscarded(publisher.Discarded);
        }

        if (publisher.Rejected > 0)
        {
            _problems.RowsRejected(publisher.Rejected, Example(load));
        }
    }

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
}
