using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>Lines and rows that could not be loaded.</summary>
internal sealed class QuarantineTable(StreamDefinition stream, IEngineSession session)
{
    private const string Columns = "_source_file VARCHAR, line_number BIGINT, raw_text VARCHAR, reason VARCHAR, _loaded_at TIMESTAMP";

    public void Create(CancellationToken cancellationToken) =>
        session.Execute($"CREATE TABLE IF NOT EXISTS {stream.Quarantine} ({Columns})", cancellationToken).Dispose();

    /// <summary>
    /// Puts rows in the place of whatever a load that was stopped left of the same files.
    /// </summary>
    /// <param name="queries">Each gives source file, line, text and reason.</param>
    /// <param name="sourceFiles">The files of the batch.</param>
    /// <param name="loadedAt">A literal.</param>
    /// <param name="cancellationToken">Publishes nothing.</param>
    /// <returns>How many rows there are now.</returns>
    public long Replace(IReadOnlyCollection<string> queries, IEnumerable<string> sourceFiles, string loadedAt, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", sourceFiles.Select(SqlText.Literal));
        var leftOver = Count($"SELECT count(*) FROM {stream.Quarantine} WHERE _source_file IN ({names})", cancellationToken) > 0;
        if (queries.Count == 0 && !leftOver)
        {
            return 0;
        }

        if (leftOver)
        {
            session.Execute($"DELETE FROM {stream.Quarantine} WHERE _source_file IN ({names})", cancellationToken).Dispose();
        }

        foreach (var query in queries)
        {
            session.Execute(Insert(query, loadedAt), cancellationToken).Dispose();
        }

        return Count($"SELECT count(*) FROM {stream.Quarantine} WHERE _source_file IN ({names})", cancellationToken);
    }

    /// <summary>Leaves out what another loader has quarantined at the same time.</summary>
    private string Insert(string query, string loadedAt) =>
        $"""
        INSERT INTO {stream.Quarantine}
        SELECT rejected.*, {loadedAt}
        FROM ({query}) AS rejected (source_file, line, raw_text, reason)
        WHERE NOT EXISTS (
          SELECT 1 FROM {stream.Quarantine} AS known
          WHERE known._source_file = rejected.source_file AND known.line_number = rejected.line
        )
        """;

    private long Count(string sql, CancellationToken cancellationToken)
    {
        using var result = session.Execute(sql, cancellationToken);
        return result.Rows.Select(row => row[0]).OfType<long>().Single();
    }
}
