using System.Globalization;
using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>
/// Publishes the rows of a batch: first what is quarantined, replacing what an earlier attempt may have left, then the
/// good rows with the names of their files in one commit, then the ledger. Stopped anywhere, it starts over.
/// </summary>
internal sealed class RowPublisher(StreamDefinition stream, IEngineSession session, RawTable table, string loadedAt)
{
    private readonly QuarantineTable _quarantine = new(stream, session);

    public (long Rows, long Quarantined) Publish(RowSource source, FileLedger ledger, CancellationToken cancellationToken)
    {
        table.Grow([.. source.Columns.Select(c => new RelationColumn(c.Name, c.TypeInFiles))], cancellationToken);
        var wrong = Wrong(source);
        var quarantined = _quarantine.Replace(Rejected(source, wrong), source.Files.Select(f => f.Name), loadedAt, cancellationToken);
        session.Execute(Insert(source, wrong), cancellationToken).Dispose();

        var (rows, bad) = (CountByFile(stream.Target, source, cancellationToken), CountByFile(stream.Quarantine, source, cancellationToken));
        ledger.Record(
            [.. source.Files.Select(f => new LoadedFile(f, f.Hash(), rows.GetValueOrDefault(f.Name), bad.GetValueOrDefault(f.Name)))],
            loadedAt,
            cancellationToken);
        return (rows.Values.Sum(), quarantined);
    }

    /// <summary>How many lines and rows of each file would be quarantined; files without any are left out.</summary>
    public IReadOnlyDictionary<string, (long Count, string Example)> CountRejected(RowSource source, CancellationToken cancellationToken)
    {
        var wrong = Wrong(source);
        var queries = Rejected(source, wrong);
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

    private List<(RowColumn Column, string Type, string Sql)> Wrong(RowSource source) =>
    [
        .. from column in source.Columns
           let type = table.TypeOf(column.Name, column.TypeInFiles)
           let sql = column.IsWrong(type)
           where sql is not null
           select (column, type, sql),
    ];

    private static IReadOnlyList<string> Rejected(RowSource source, List<(RowColumn Column, string Type, string Sql)> wrong) =>
        wrong.Count == 0 ? source.Rejected : [.. source.Rejected, RejectedRows(source, wrong)];

    private static string RejectedRows(RowSource source, List<(RowColumn Column, string Type, string Sql)> wrong)
    {
        var reasons = wrong.Select(w =>
            $"CASE WHEN {w.Sql} THEN {SqlText.Literal($"{w.Column.Name} is not {w.Type}: ")} || substr(CAST({w.Column.Sql} AS VARCHAR), 1, 100) END");
        return $"""
            SELECT {source.SourceFile} AS source_file, {source.Line} AS line, {source.RawText} AS raw_text,
              concat_ws('; ', {string.Join(", ", reasons)}) AS reason
            FROM {source.From}
            WHERE {string.Join(" OR ", wrong.Select(w => w.Sql))}
            """;
    }

    /// <summary>Leaves out files that are in the table already, so that running the statement again adds nothing.</summary>
    private string Insert(RowSource source, List<(RowColumn Column, string Type, string Sql)> wrong)
    {
        var names = source.Columns.Select(c => c.Name).Concat([RawTable.RawId, RawTable.LoadedAt, RawTable.SourceFile]);
        var values = source.Columns.Select(c => c.Value(table.TypeOf(c.Name, c.TypeInFiles)))
            .Concat([$"md5({source.SourceFile} || ':' || CAST({source.Line} AS VARCHAR))", loadedAt, source.SourceFile]);
        var good = wrong.Count == 0 ? "true" : $"NOT ({string.Join(" OR ", wrong.Select(w => w.Sql))})";
        return $"""
            INSERT INTO {table.Name} ({string.Join(", ", names.Select(n => SqlText.Identifier(n)))})
            SELECT {string.Join(", ", values)}
            FROM {source.From}
            WHERE {good} AND {source.SourceFile} NOT IN (SELECT _source_file FROM {table.Name})
            """;
    }

    private Dictionary<string, long> CountByFile(RelationName relation, RowSource source, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", source.Files.Select(f => SqlText.Literal(f.Name)));
        using var result = session.Execute(
            $"SELECT _source_file, count(*) FROM {relation} WHERE _source_file IN ({names}) GROUP BY _source_file", cancellationToken);
        return result.Rows.ToDictionary(row => row[0] as string ?? "", row => (long)(row[1] ?? 0L), StringComparer.Ordinal);
    }
}
