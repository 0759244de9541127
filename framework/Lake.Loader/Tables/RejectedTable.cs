using System.Globalization;
using Lake.Engines;
using Lake.Loader.Reading;
using Lake.Loader.Staging;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>Lines, rows and whole files that could not be loaded.</summary>
internal sealed class RejectedTable(StreamDefinition stream, IEngineSession session)
{
    private const string Columns =
        "_source_file VARCHAR, line_number BIGINT, raw_text VARCHAR, column_name VARCHAR, rule VARCHAR, reason VARCHAR, "
        + "_load_id VARCHAR, _loaded_at TIMESTAMP, _replayed_by VARCHAR";

    /// <summary>Rows that are parsed again, in a temporary table.</summary>
    private const string Taken = "lake_replay";

    private const string LastLoad = "lake.last-load";

    private bool _isClaimed;

    /// <summary>Makes the table, and with it its place in the order of publication.</summary>
    public void Open(CancellationToken cancellationToken)
    {
        session.Execute($"CREATE TABLE IF NOT EXISTS {stream.Rejected} ({Columns})", cancellationToken).Dispose();
        session.Execute($"ALTER TABLE {stream.Rejected} UNSET TBLPROPERTIES ('lake.none')", cancellationToken).Dispose();
        if (!session.GetColumns(stream.Rejected).Any(c => c.Name == "_replayed_by"))
        {
            session.Execute($"ALTER TABLE {stream.Rejected} ADD COLUMN _replayed_by VARCHAR", cancellationToken).Dispose();
        }
    }

    /// <summary>Takes away what a load that was stopped, or one before a reload, has left of files.</summary>
    public void Clear(IEnumerable<string> sourceFiles, LoadId load, CancellationToken cancellationToken)
    {
        var where = $"WHERE _source_file IN ({string.Join(", ", sourceFiles.Select(SqlText.Literal))})";
        using var count = session.Execute($"SELECT count(*) FROM {stream.Rejected} {where}", cancellationToken);
        if (count.Rows.Any(row => row[0] is > 0L))
        {
            Claim(load, cancellationToken);
            session.Execute($"DELETE FROM {stream.Rejected} {where}", cancellationToken).Dispose();
        }
    }

    /// <summary>Of a table that is made anew.</summary>
    public void DeleteAll(LoadId load, CancellationToken cancellationToken)
    {
        Claim(load, cancellationToken);
        session.Execute($"DELETE FROM {stream.Rejected}", cancellationToken).Dispose();
    }

    /// <param name="query">Gives source file, line, text, column, rule and reason.</param>
    /// <param name="load">Its id and time are added.</param>
    /// <returns>How many rows were added.</returns>
    public long Add(string query, LoadId load, CancellationToken cancellationToken)
    {
        Claim(load, cancellationToken);
        using var inserted = session.Execute(
            $"""
            INSERT INTO {stream.Rejected}
            SELECT rejected.*, {SqlText.Literal(load.Id)}, {load.Time}, NULL
            FROM ({query}) AS rejected (source_file, line, raw_text, column_name, rule, reason)
            """,
            cancellationToken);
        return inserted.RowsAffected ?? 0;
    }

    /// <summary>Chooses rows to parse again; those whose bytes were no text cannot be.</summary>
    /// <param name="loads">Whose rows are left out.</param>
    public IReadOnlyList<RejectedRow> Take(IReadOnlyCollection<string> loads, int most, CancellationToken cancellationToken)
    {
        var others = loads.Count == 0 ? "" : $" AND _load_id NOT IN ({string.Join(", ", loads.Select(SqlText.Literal))})";
        var damaged = string.Join(", ", Damage.All.Select(SqlText.Literal));
        session.Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE OR REPLACE TEMP TABLE {Taken} AS SELECT * FROM {stream.Rejected} WHERE raw_text IS NOT NULL AND _replayed_by IS NULL AND reason NOT IN ({damaged}){others} ORDER BY _load_id, _source_file, line_number LIMIT {most}"),
            cancellationToken).Dispose();
        using var result = session.Execute($"SELECT _source_file, line_number, raw_text FROM {Taken} ORDER BY _load_id, _source_file, line_number", cancellationToken);
        return [.. result.Rows.Select(row => new RejectedRow(row[0] as string ?? "", row[1] as long?, row[2] as string ?? ""))];
    }

    /// <summary>Puts the outcome in the place of the rows that were taken.</summary>
    /// <param name="failed">A table of those that failed again, with reasons.</param>
    /// <param name="lost">Those that stay as they were.</param>
    public void Replay(string failed, IReadOnlyList<RejectedRow> lost, LoadId load, CancellationToken cancellationToken)
    {
        Claim(load, cancellationToken);
        const string Same = "a._source_file IS NOT DISTINCT FROM b._source_file AND a.line_number IS NOT DISTINCT FROM b.line_number AND a.raw_text = b.raw_text";
        session.Execute($"DELETE FROM {stream.Rejected} AS a USING {Taken} AS b WHERE {Same} AND a._load_id = b._load_id", cancellationToken).Dispose();
        var files = lost.Select(r => r.File).Distinct(StringComparer.Ordinal).Select(SqlText.Literal).ToList();
        var isLost = files.Count == 0 ? "false" : $"b._source_file IN ({string.Join(", ", files)})";
        var same = Same.Replace("a._source_file", "a.source_file", StringComparison.Ordinal).Replace("a.line_number", "a.line", StringComparison.Ordinal);
        session.Execute(
            $"""
            INSERT INTO {stream.Rejected}
            SELECT * EXCLUDE (_load_id, _loaded_at, _replayed_by), {SqlText.Literal(load.Id)}, {load.Time}, CASE WHEN NOT {isLost} THEN {SqlText.Literal(load.Id)} END
            FROM {Taken} AS b WHERE NOT EXISTS (SELECT 1 FROM {failed} AS a WHERE {same})
            """,
            cancellationToken).Dispose();
        Add($"SELECT * FROM {failed}", load, cancellationToken);
    }

    /// <summary>The loads that rows are marked with.</summary>
    public IReadOnlyList<string> Marks(CancellationToken cancellationToken)
    {
        using var result = session.Execute($"SELECT DISTINCT _replayed_by FROM {stream.Rejected} WHERE _replayed_by IS NOT NULL", cancellationToken);
        return [.. result.Rows.Select(row => row[0] as string ?? "")];
    }

    /// <summary>Removes rows that a committed load has added to the raw table, and the marks of dead loads. False when there are none.</summary>
    /// <param name="dead">Loads that never will be committed.</param>
    public bool Settle(Func<string, bool> isCommitted, IReadOnlySet<string> dead, CancellationToken cancellationToken)
    {
        var settled = Marks(cancellationToken).Where(load => isCommitted(load) || dead.Contains(load)).ToList();
        foreach (var load in settled)
        {
            var change = isCommitted(load) ? $"DELETE FROM {stream.Rejected}" : $"UPDATE {stream.Rejected} SET _replayed_by = NULL";
            session.Execute($"{change} WHERE _replayed_by = {SqlText.Literal(load)}", cancellationToken).Dispose();
        }

        return settled.Count > 0;
    }

    /// <summary>
    /// Lets the commit fail when another load has changed the table meanwhile: it may have been about the same files.
    /// </summary>
    private void Claim(LoadId load, CancellationToken cancellationToken)
    {
        if (!_isClaimed)
        {
            _isClaimed = true;
            session.RequireProperty(stream.Rejected, LastLoad, session.FindProperty(stream.Rejected, LastLoad));
            session.Execute($"ALTER TABLE {stream.Rejected} SET TBLPROPERTIES ({SqlText.Literal(LastLoad)} = {SqlText.Literal(load.Id)})", cancellationToken).Dispose();
        }
    }
}
