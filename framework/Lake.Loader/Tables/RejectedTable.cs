using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>Lines, rows and whole files that could not be loaded.</summary>
internal sealed class RejectedTable(StreamDefinition stream, IEngineSession session)
{
    private const string Columns =
        "_source_file VARCHAR, line_number BIGINT, raw_text VARCHAR, column_name VARCHAR, rule VARCHAR, reason VARCHAR, "
        + "_load_id VARCHAR, _loaded_at TIMESTAMP";

    private const string LastLoad = "lake.last-load";

    private bool _isClaimed;

    /// <summary>Makes the table, and with it its place in the order of publication.</summary>
    public void Open(CancellationToken cancellationToken)
    {
        session.Execute($"CREATE TABLE IF NOT EXISTS {stream.Rejected} ({Columns})", cancellationToken).Dispose();
        session.Execute($"ALTER TABLE {stream.Rejected} UNSET TBLPROPERTIES ('lake.none')", cancellationToken).Dispose();
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
            SELECT rejected.*, {SqlText.Literal(load.Id)}, {load.Time}
            FROM ({query}) AS rejected (source_file, line, raw_text, column_name, rule, reason)
            """,
            cancellationToken);
        return inserted.RowsAffected ?? 0;
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
