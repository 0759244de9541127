using System.Globalization;
using Lake.Engines;
using Lake.Loader.Landing;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>
/// Parses the rows of a rejected table again under today's contract. Those that pass are marked with the load that adds
/// them to the raw table, and are gone when that load is committed: until then they count as rejected, afterwards as
/// loaded, wherever the process dies.
/// </summary>
internal sealed class RejectedReplay(StreamDefinition stream, IEngineSession session, LoadOptions options, CancellationToken cancellationToken)
{
    private const int BatchRows = 10_000;
    private const int MostAttempts = 20;
    private const string Failed = "lake_replay_failed";

    private readonly LoadProblems _problems = new(stream);
    private readonly List<string> _loads = [];
    private long _replayed;
    private long _rows;
    private long _rejected;

    public StreamResult Run()
    {
        var start = options.Time.GetTimestamp();
        try
        {
            if (session.FindRelation(stream.Target) is not null && session.FindRelation(stream.Rejected) is not null)
            {
                var table = new RawTable(stream, session, DeclaredColumns.Read(stream, session));
                Settle();
                while (Repeat(table))
                {
                    Settle();
                }
            }
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }

        return new StreamResult(stream, 0, 0, _rows, _rejected, options.Time.GetElapsedTime(start), [.. _problems.Diagnostics]) { Replayed = _replayed };
    }

    /// <summary>False when no row is left.</summary>
    private bool Repeat(RawTable table)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                (long Replayed, long Rows, long Rejected) counts = default;
                var isPublished = session.Publish(
                    () =>
                    {
                        counts = Stage(table);
                        return counts.Replayed > 0;
                    },
                    cancellationToken: cancellationToken);
                if (isPublished)
                {
                    _replayed += counts.Replayed;
                    _rows += counts.Rows;
                    _rejected += counts.Rejected;
                }

                return isPublished;
            }
            catch (DiagnosticException e) when (e.Diagnostic.Rule == EngineRules.PartlyPublished && attempt < MostAttempts)
            {
                // The raw table comes last: rows that were marked for it are rejected still.
                Settle();
            }
        }
    }

    private (long Replayed, long Rows, long Rejected) Stage(RawTable table)
    {
        var load = LoadId.New(options.Time.GetUtcNow());
        var (ledger, rejected) = Open();
        if (rejected.Take(_loads, BatchRows, cancellationToken) is not { Count: > 0 } taken)
        {
            return default;
        }

        _loads.Add(load.Id);
        table.Look(anew: false);
        using var reader = new ReplayReader(stream, options.ProjectDirectory, ledger.Headers);
        var sources = reader.Read(taken, cancellationToken);
        foreach (var source in sources)
        {
            table.Plan(source.Columns);
        }

        ledger.Open(cancellationToken);
        table.Apply(anew: false, cancellationToken);
        ledger.Commit(load, anew: false, cancellationToken);
        var (rows, discarded) = Land(table, sources, load);
        var failed = Count($"SELECT count(*) FROM {Failed}");
        if (rows + discarded + failed != reader.Staged)
        {
            throw LoaderRules.LoadFailed.Error(
                stream.Location,
                string.Create(CultureInfo.InvariantCulture, $"of {reader.Staged} rejected rows of stream '{stream.Name}' the engine took {rows} and rejected {failed}"),
                "nothing was loaded; load again");
        }

        rejected.Replay(Failed, reader.Lost, load, cancellationToken);
        ledger.Add([LedgerEntry.OfReplay(load, rows, failed)], load, cancellationToken);
        return (taken.Count, rows, failed + reader.Lost.Count);
    }

    private (long Rows, long Discarded) Land(RawTable table, IReadOnlyList<RowSource> sources, LoadId load)
    {
        var sql = new RowSql(stream, table);
        var landing = RowLanding.Of(stream, session, table);
        landing.Open(cancellationToken);
        var (rows, discarded) = (0L, 0L);
        Run($"CREATE OR REPLACE TEMP TABLE {Failed} (source_file VARCHAR, line BIGINT, raw_text VARCHAR, column_name VARCHAR, rule VARCHAR, reason VARCHAR)");
        foreach (var source in sources)
        {
            if (source.Rows > 0)
            {
                using var inserted = session.Execute(sql.Insert(source, load, landing.Target), cancellationToken);
                rows += inserted.RowsAffected ?? 0;
            }

            foreach (var query in sql.Rejected(source))
            {
                Run($"INSERT INTO {Failed} {query}");
            }

            discarded += sql.Discarded(source) is { } counting ? Count($"SELECT CAST(coalesce(sum(rows), 0) AS BIGINT) FROM ({counting}) AS counted (file, rows)") : 0;
        }

        landing.Close(load, cancellationToken);
        return (rows, discarded);
    }

    /// <summary>
    /// Rows whose load is committed are rejected no more. Those of loads that are not count as rejected again, but first
    /// a commit sees to it that none of these loads can be committed any more: one may be just about to be.
    /// </summary>
    private void Settle()
    {
        HashSet<string> dead = [];
        session.Publish(
            () =>
            {
                var (ledger, rejected) = Open();
                dead = rejected.Marks(cancellationToken).Where(load => !ledger.Counts(load)).ToHashSet(StringComparer.Ordinal);
                if (dead.Count > 0)
                {
                    ledger.Commit(LoadId.New(options.Time.GetUtcNow()), anew: false, cancellationToken);
                }

                return dead.Count > 0;
            },
            cancellationToken: cancellationToken);
        session.Publish(
            () =>
            {
                var (ledger, rejected) = Open();
                return rejected.Settle(ledger.Counts, dead, cancellationToken);
            },
            cancellationToken: cancellationToken);
    }

    private (LoadLedger Ledger, RejectedTable Rejected) Open()
    {
        var ledger = new LoadLedger(stream, session);
        ledger.Read(anew: false, cancellationToken);
        var rejected = new RejectedTable(stream, session);
        rejected.Open(cancellationToken);
        return (ledger, rejected);
    }

    private long Count(string query)
    {
        using var result = session.Execute(query, cancellationToken);
        return result.Rows.First()[0] as long? ?? 0;
    }

    private void Run(string sql) => session.Execute(sql, cancellationToken).Dispose();
}
