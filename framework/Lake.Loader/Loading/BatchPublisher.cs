using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Lake.Engines;
using Lake.Loader.Landing;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>
/// Stages files in a transaction, whose tables are published in the order ledger, rejected rows, raw table. Only the
/// last of these commits makes the files count as loaded, so a load that is stopped anywhere before it is done again,
/// in place of what it left.
/// </summary>
internal sealed class BatchPublisher(StreamDefinition stream, IEngineSession session, RawTable table, LoadId load)
{
    private readonly RejectedTable _rejected = new(stream, session);
    private readonly RowSql _sql = new(stream, table);
    private readonly FileRegistrar _registrar = new(stream, session);
    private readonly List<RejectedFile> _unfit = [];
    private readonly RowLanding _landing = RowLanding.Of(stream, session, table);

    /// <summary>How many files.</summary>
    public int Loaded { get; private set; }

    /// <summary>Of the files, as they are stored.</summary>
    public long Bytes { get; private set; }

    public long Rows { get; private set; }

    /// <summary>Lines and rows; files that were rejected whole do not count.</summary>
    public long Rejected { get; private set; }

    /// <summary>Rows that the contract keeps nowhere.</summary>
    public long Discarded { get; private set; }

    /// <summary>Files that should have been registered and cannot be.</summary>
    public IReadOnlyList<RejectedFile> Unfit => _unfit;

    /// <summary>What the files changed in the columns of a table that there was.</summary>
    public IReadOnlyList<string> SchemaChanges { get; private set; } = [];

    /// <param name="read">The files to load.</param>
    /// <param name="replaced">Names of those among them whose old rows go.</param>
    /// <param name="anew">Whether the table is made anew of these files alone.</param>
    /// <param name="progress">Told of the number of files, bytes and rows so far.</param>
    public void Stage(
        LoadLedger ledger, ReadFiles read, IReadOnlyCollection<string> replaced, bool anew, Action<int, long, long> progress, CancellationToken cancellationToken)
    {
        Plan(read.Sources, anew);
        SchemaChanges = table.Exists && !anew ? [.. table.Changes] : [];
        ledger.Open(cancellationToken);
        _rejected.Open(cancellationToken);
        if (anew)
        {
            _rejected.DeleteAll(load, cancellationToken);
        }
        else
        {
            _rejected.Clear([.. read.Sources.SelectMany(s => s.Files).Select(f => f.File.Name), .. read.Rejected.Select(r => r.File.Name)], load, cancellationToken);
        }

        table.Apply(anew, cancellationToken);
        ledger.Commit(load, anew, cancellationToken);
        if (stream.Mode is LoadMode.Append or LoadMode.AppendDeduplicated)
        {
            Replace(ledger, read, replaced, cancellationToken);
        }

        _landing.Open(cancellationToken);
        foreach (var source in read.Sources)
        {
            ledger.Add(Register(source, cancellationToken) ?? Add(source, cancellationToken), load, cancellationToken);
            progress(Loaded, Bytes, Rows);
        }

        _landing.Close(load, cancellationToken);
        GenerationFilter.Apply(stream, session, table, cancellationToken);
        CheckLimit();
        AddWhole(ledger, [.. read.Rejected, .. _unfit], cancellationToken);
    }

    private void CheckLimit()
    {
        if (stream.MostRejected is { } limit && limit.IsExceeded(Rejected, Rows + Rejected))
        {
            throw LoaderRules.TooManyRejected.Error(
                stream.Location,
                string.Create(CultureInfo.InvariantCulture, $"{Rejected} of {Rows + Rejected} rows of stream '{stream.Name}' could not be loaded, more than the {limit} that it allows"),
                "nothing was loaded; correct the files, or raise 'max_rejected' and see the rows in the rejected table");
        }
    }

    /// <summary>How many lines and rows of each file would be rejected; files without any are left out.</summary>
    public IReadOnlyDictionary<string, (long Count, string Example)> CountRejected(
        IReadOnlyList<RowSource> sources, bool anew, CancellationToken cancellationToken)
    {
        Plan(sources, anew);
        var counts = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        foreach (var source in sources.Where(_sql.MayReject).Select(s => WithLines(s, cancellationToken)))
        {
            using var result = session.Execute(
                $"""
                SELECT source_file, count(*), min(line), arg_min(reason, line)
                FROM ({string.Join(" UNION ALL ", _sql.Rejected(source))}) AS rejected (source_file, line, raw_text, column_name, rule, reason)
                GROUP BY source_file
                """,
                cancellationToken);
            foreach (var row in result.Rows)
            {
                counts[row[0] as string ?? ""] = (row[1] as long? ?? 0L, string.Create(CultureInfo.InvariantCulture, $"line {row[2]}: {row[3]}"));
            }
        }

        return counts;
    }

    private void Plan(IReadOnlyList<RowSource> sources, bool anew)
    {
        table.Look(anew);
        foreach (var source in sources)
        {
            if (stream.Contract.Columns == ContractMode.Freeze && source.Columns.FirstOrDefault(c => !table.Admits(c.Name)) is { } unknown)
            {
                throw Broken($"{source.Files[0].File.Name} has a column '{unknown.Name}' that {stream.Target.Schema}.{stream.Target.Identifier} has not");
            }

            table.Plan(source.Columns);
        }
    }

    private DiagnosticException Broken(string what) => LoaderRules.ContractBroken.Error(
        stream.Location, $"{what}, and the contract of the stream '{stream.Name}' is frozen",
        "nothing of these files was loaded; declare the change under 'columns:', or choose another 'contract'");

    private void Replace(LoadLedger ledger, ReadFiles read, IReadOnlyCollection<string> replaced, CancellationToken cancellationToken)
    {
        var registered = read.Sources.SelectMany(s => s.Files).Select(f => f.File)
            .Where(f => replaced.Contains(f.Name) && ledger.Files.GetValueOrDefault(f.Name)?.IsRegistered == true).ToList();
        _registrar.Withdraw(registered);

        // Rows of a registered file that somebody has updated are in files of the table's own.
        Delete(replaced, cancellationToken);
    }

    private void Delete(IReadOnlyCollection<string> sourceFiles, CancellationToken cancellationToken)
    {
        if (sourceFiles.Count > 0)
        {
            session.Execute($"DELETE FROM {table.Name} WHERE _source_file IN ({string.Join(", ", sourceFiles.Select(SqlText.Literal))})", cancellationToken).Dispose();
        }
    }

    /// <summary>Null when the rows are to be copied.</summary>
    private IReadOnlyList<LedgerEntry>? Register(RowSource source, CancellationToken cancellationToken)
    {
        if (stream.Register == RegisterPolicy.Never)
        {
            return null;
        }

        string? misfit = null;
        var rows = _sql.MayReject(source) ? 0 : _registrar.Register(source, load, out misfit, cancellationToken);
        misfit ??= _sql.MayReject(source) ? "its values are not all of the table's types" : null;
        if (misfit is not null && stream.Register == RegisterPolicy.Auto)
        {
            return null;
        }

        if (misfit is not null)
        {
            _unfit.AddRange(source.Files.Select(f => new RejectedFile(f.File, RejectedFile.Conflict, $"it cannot be registered: {misfit}")));
            return [];
        }

        Loaded += source.Files.Count;
        Bytes += source.Files.Sum(f => f.File.Size);
        Rows += rows;
        var schema = SchemaHash(source.Columns);
        return [.. source.Files.Select(f => new LedgerEntry(f.File, f.Rows, 0, LedgerEntry.Registered, schema))];
    }

    /// <summary>The good rows in one pass over the files; another follows only when some are missing.</summary>
    private IReadOnlyList<LedgerEntry> Add(RowSource source, CancellationToken cancellationToken)
    {
        var inserted = 0L;
        if (source.Rows > 0)
        {
            using var result = session.Execute(_sql.Insert(source, load, _landing.Target), cancellationToken);
            inserted = result.RowsAffected ?? 0;
        }

        var rejected = new Dictionary<string, long>(StringComparer.Ordinal);
        var discarded = new Dictionary<string, long>(StringComparer.Ordinal);
        if (inserted < source.Rows || source.Unreadable.Count > 0)
        {
            var withLines = WithLines(source, cancellationToken);
            CheckForbidden(withLines, cancellationToken);
            rejected = Reject(withLines, cancellationToken);
            discarded = _sql.Discarded(withLines) is { } counting ? Counts(counting, cancellationToken) : discarded;
        }

        var unreadable = source.Files.Sum(f => f.Unreadable);
        if (inserted + rejected.Values.Sum() + discarded.Values.Sum() != source.Rows + unreadable)
        {
            throw LoaderRules.LoadFailed.Error(
                stream.Location,
                string.Create(CultureInfo.InvariantCulture, $"the engine read {inserted} rows of stream '{stream.Name}' and rejected {rejected.Values.Sum()}, but its files have {source.Rows + unreadable}"),
                "nothing was loaded; a file may have changed while it was read: load again");
        }

        if (stream.Preset == StreamPreset.Airbyte && AirbyteReader.Changes(source) is { } changes)
        {
            Note(changes, cancellationToken);
        }

        Discarded += discarded.Values.Sum();
        Loaded += source.Files.Count;
        Bytes += source.Files.Sum(f => f.File.Size);
        Rows += inserted;
        Rejected += rejected.Values.Sum();
        var schema = SchemaHash(source.Columns);
        var header = stream.Format == StreamFormat.Csv && stream.Postgres is null
            ? string.Join('\n', source.Columns.Select(c => c.Name).Where(name => !source.PathColumns.Contains(name)))
            : null;
        return [.. source.Files.Select(f => new LedgerEntry(
            f.File, f.Rows + f.Unreadable - rejected.GetValueOrDefault(f.File.Name) - discarded.GetValueOrDefault(f.File.Name), rejected.GetValueOrDefault(f.File.Name), LedgerEntry.Loaded, schema) { Header = header })];
    }

    /// <summary>Tells of values that did not come as they were, in rows that are loaded.</summary>
    private void Note(string changes, CancellationToken cancellationToken)
    {
        using var found = session.Execute($"SELECT 1 FROM ({changes}) AS changes LIMIT 1", cancellationToken);
        if (found.Rows.Any())
        {
            _rejected.Add(changes, load, cancellationToken);
        }
    }

    private void CheckForbidden(RowSource source, CancellationToken cancellationToken)
    {
        if (_sql.Forbidden(source) is { } query)
        {
            using var found = session.Execute(query, cancellationToken);
            if (found.Rows.FirstOrDefault() is { } row)
            {
                throw Broken(string.Create(CultureInfo.InvariantCulture, $"{row[0]}:{row[1]}: {row[5]}"));
            }
        }
    }

    private Dictionary<string, long> Counts(string query, CancellationToken cancellationToken)
    {
        using var counted = session.Execute(query, cancellationToken);
        return counted.Rows.ToDictionary(row => row[0] as string ?? "", row => row[1] as long? ?? 0L, StringComparer.Ordinal);
    }

    /// <returns>How many rows of each file.</returns>
    private Dictionary<string, long> Reject(RowSource source, CancellationToken cancellationToken)
    {
        foreach (var query in _sql.Rejected(source))
        {
            _rejected.Add(query, load, cancellationToken);
        }

        var names = string.Join(", ", source.Files.Select(f => SqlText.Literal(f.File.Name)));
        return Counts($"SELECT _source_file, count(*) FROM {stream.Rejected} WHERE _load_id = {SqlText.Literal(load.Id)} AND _source_file IN ({names}) GROUP BY 1", cancellationToken);
    }

    private void AddWhole(LoadLedger ledger, IReadOnlyList<RejectedFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0 || stream.OnMalformed == MalformedPolicy.Fail)
        {
            return;
        }

        var rows = files.Select(f => $"({SqlText.Literal(f.File.Name)}, NULL::BIGINT, NULL::VARCHAR, NULL::VARCHAR, {SqlText.Literal(f.Rule)}, {SqlText.Literal(f.Reason)})");
        _rejected.Add($"VALUES {string.Join(", ", rows)}", load, cancellationToken);
        ledger.Add(files.Select(f => new LedgerEntry(f.File, 0, 0, LedgerEntry.RejectedWhole, "")), load, cancellationToken);
    }

    private static RowSource WithLines(RowSource source, CancellationToken cancellationToken) =>
        source.Line is null && source.WithLines is { } withLines ? withLines(cancellationToken) : source;

    private static string SchemaHash(IEnumerable<RowColumn> columns) => Convert.ToHexStringLower(
        XxHash64.Hash(Encoding.UTF8.GetBytes(string.Join('\n', columns.Select(c => $"{c.Name} {c.TypeInFiles}")))));
}
