using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>
/// Stages a load in a transaction: what is quarantined, then the good rows with the names of their files, then the
/// ledger. The tables are published in this order, so that a load which is stopped between two of them is completed by
/// the next: a file that the raw table does not hold is loaded again, in place of what the quarantine has of it, and one
/// that only the ledger lacks is added there.
/// </summary>
internal sealed class RowPublisher(StreamDefinition stream, IEngineSession session, string loadedAt)
{
    private readonly RawTable _table = new(stream, session);
    private readonly QuarantineTable _quarantine = new(stream, session);
    private readonly FileLedger _ledger = new(stream, session);

    /// <summary>How many files.</summary>
    public int Loaded { get; private set; }

    public long Rows { get; private set; }

    public long Quarantined { get; private set; }

    /// <param name="sources">Files that another loader has loaded by now are left out.</param>
    /// <param name="files">All files of the stream that there are.</param>
    /// <param name="progress">Told of the number of rows so far.</param>
    /// <param name="cancellationToken">Stages no more.</param>
    /// <returns>Whether there is anything to publish.</returns>
    public bool Stage(IReadOnlyList<RowSource> sources, IReadOnlyList<RawFile> files, Action<long> progress, CancellationToken cancellationToken)
    {
        _ledger.Read(cancellationToken);
        var loaded = sources.SelectMany(s => s.Files).Where(f => !_ledger.IsLoaded(f)).ToList();
        if (loaded.Count == 0 && !_ledger.HasGaps)
        {
            return false;
        }

        if (loaded.Count > 0)
        {
            Plan(sources);
            _quarantine.Create(cancellationToken);
            Quarantined = _quarantine.Replace([.. sources.SelectMany(Rejected)], loaded.Select(f => f.Name), loadedAt, cancellationToken);
            _table.Apply(cancellationToken);
        }

        foreach (var source in sources)
        {
            using var inserted = session.Execute(Insert(source), cancellationToken);
            Rows += inserted.RowsAffected ?? 0;
            Loaded += source.Files.Count(f => !_ledger.IsLoaded(f));
            progress(Rows);
        }

        _ledger.Record(files, loaded, loadedAt, cancellationToken);
        return true;
    }

    /// <summary>How many lines and rows of each file would be quarantined; files without any are left out.</summary>
    public IReadOnlyDictionary<string, (long Count, string Example)> CountRejected(IReadOnlyList<RowSource> sources, CancellationToken cancellationToken)
    {
        Plan(sources);
        var queries = sources.SelectMany(Rejected).ToList();
        var counts = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        if (queries.Count == 0)
        {
            return counts;
        }

        var all = string.Join(" UNION ALL ", queries.Select(q => $"SELECT * FROM ({q}) AS part"));
        using var result = session.Execute(
            $"""
            SELECT source_file, count(*), min(line), arg_min(reason, line)
            FROM ({all}) AS rejected (source_file, line, raw_text, reason)
            GROUP BY source_file
            """,
            cancellationToken);
        foreach (var row in result.Rows)
        {
            counts[row[0] as string ?? ""] = ((long)(row[1] ?? 0L), string.Create(CultureInfo.InvariantCulture, $"line {row[2]}: {row[3]}"));
        }

        return counts;
    }

    private void Plan(IReadOnlyList<RowSource> sources)
    {
        _table.Look();
        foreach (var source in sources)
        {
            _table.Plan([.. source.Columns.Select(c => new RelationColumn(c.Name, c.TypeInFiles))]);
        }
    }

    private List<(RowColumn Column, string Type, string Sql)> Wrong(RowSource source) =>
    [
        .. from column in source.Columns
           let type = _table.TypeOf(column.Name, column.TypeInFiles)
           let sql = column.IsWrong(type)
           where sql is not null
           select (column, type, sql),
    ];

    /// <summary>Queries for what of a source is no row of the table.</summary>
    private IEnumerable<string> Rejected(RowSource source)
    {
        var wrong = Wrong(source);
        if (wrong.Count == 0)
        {
            return source.Rejected;
        }

        var reasons = wrong.Select(w =>
            $"CASE WHEN {w.Sql} THEN {SqlText.Literal($"{w.Column.Name} is not {w.Type}: ")} || substr(CAST({w.Column.Sql} AS VARCHAR), 1, 100) END");
        return source.Rejected.Append(
            $"""
            SELECT {source.SourceFile} AS source_file, {source.Line} AS line, {source.RawText} AS raw_text,
              concat_ws('; ', {string.Join(", ", reasons)}) AS reason
            FROM {source.From}
            WHERE {string.Join(" OR ", wrong.Select(w => w.Sql))}
            """);
    }

    /// <summary>Leaves out files that are in the table already, so that running the statement again adds nothing.</summary>
    private string Insert(RowSource source)
    {
        var names = source.Columns.Select(c => c.Name).Concat([RawTable.RawId, RawTable.LoadedAt, RawTable.SourceFile]);
        var values = source.Columns.Select(c => c.Value(_table.TypeOf(c.Name, c.TypeInFiles)))
            .Concat([$"md5({source.SourceFile} || ':' || CAST({source.Line} AS VARCHAR))", loadedAt, source.SourceFile]);
        var wrong = Wrong(source).Select(w => w.Sql).ToList();
        var good = wrong.Count == 0 ? "true" : $"NOT ({string.Join(" OR ", wrong)})";
        return $"""
            INSERT INTO {_table.Name} ({string.Join(", ", names.Select(n => SqlText.Identifier(n)))})
            SELECT {string.Join(", ", values)}
            FROM {source.From}
            WHERE {good} AND {source.SourceFile} NOT IN (SELECT _source_file FROM {_table.Name})
            """;
    }
}
