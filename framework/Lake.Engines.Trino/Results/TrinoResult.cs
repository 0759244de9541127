using System.Globalization;
using Lake.Text;
using Lake.Trino.Errors;
using Lake.Trino.Queries;

namespace Lake.Engines.Trino.Results;

/// <summary>Rows of a running query, or the count of a statement that has changed something.</summary>
/// <param name="explain">Makes a diagnostic of a failure while rows are read.</param>
/// <param name="report">Told what the statement has cost when it has ended.</param>
internal sealed class TrinoResult(TrinoQuery query, Func<TrinoException, DiagnosticException> explain, Action<QueryReport> report) : IQueryResult
{
    private bool _isReported;

    public IReadOnlyList<RelationColumn> Columns { get; } =
        query.UpdateType is null ? [.. (query.Columns ?? []).Select(c => new RelationColumn(c.Name, c.Text))] : [];

    public bool HasRows => query.UpdateType is null && query.Columns is { IsEmpty: false };

    public long? RowsAffected => query.UpdateType is null ? null : query.UpdateCount;

    /// <summary>As dbt-trino says it: <c>CREATE TABLE (1_024 rows)</c>.</summary>
    public string Message
    {
        get
        {
            var verb = query.UpdateType ?? "SUCCESS";
            return RowsAffected is { } rows ? $"{verb} ({rows.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '_')} rows)" : verb;
        }
    }

    public string? QueryId => query.Id;

    public IEnumerable<object?[]> Rows
    {
        get
        {
            using var rows = query.Rows.GetEnumerator();
            while (MoveNext(rows))
            {
                yield return Cells.Convert(rows.Current);
            }
        }
    }

    public void Dispose()
    {
        query.Dispose();
        if (!_isReported)
        {
            _isReported = true;
            report(Report());
        }
    }

    private QueryReport Report()
    {
        var statistics = query.Statistics;
        return new QueryReport(query.Id)
        {
            Verb = query.UpdateType,
            Queued = TimeSpan.FromMilliseconds(statistics.QueuedTimeMillis),
            Elapsed = TimeSpan.FromMilliseconds(statistics.ElapsedTimeMillis),
            Cpu = TimeSpan.FromMilliseconds(statistics.CpuTimeMillis),
            Splits = statistics.TotalSplits,
            ProcessedRows = statistics.ProcessedRows,
            ProcessedBytes = statistics.ProcessedBytes,
            PhysicalInputBytes = statistics.PhysicalInputBytes,
            WrittenBytes = statistics.PhysicalWrittenBytes,
            PeakMemoryBytes = statistics.PeakMemoryBytes,
        };
    }

    private bool MoveNext(IEnumerator<object?[]> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (TrinoException error)
        {
            throw explain(error);
        }
    }
}
