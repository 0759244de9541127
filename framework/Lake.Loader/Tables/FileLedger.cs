using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>
/// Which files were loaded. What counts is the raw table itself, whose rows carry the file's name, so that rows and
/// their file are one commit; a table beside it tells of files without rows and how each file looked.
/// </summary>
internal sealed class FileLedger(StreamDefinition stream, IEngineSession session)
{
    private const string Columns =
        "_source_file VARCHAR, size_bytes BIGINT, modified_at VARCHAR, content_sha256 VARCHAR, row_count BIGINT, "
        + "quarantined_count BIGINT, _loaded_at TIMESTAMP";

    private readonly HashSet<string> _inRawTable = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inLedger = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Size, string ModifiedAt, string Hash)> _seen = new(StringComparer.Ordinal);

    /// <summary>Whether a load ended before it could write down what it had loaded.</summary>
    public bool HasGaps => Gaps.Any();

    private IEnumerable<string> Gaps => _inRawTable.Where(name => !_inLedger.Contains(name));

    public void Read(CancellationToken cancellationToken)
    {
        if (session.FindRelation(stream.Ledger) is not null)
        {
            foreach (var row in Rows($"SELECT _source_file, size_bytes, modified_at, content_sha256 FROM {stream.Ledger}", cancellationToken))
            {
                _inLedger.Add(row[0] as string ?? "");
                if (row is [string name, long size, string modifiedAt, string hash])
                {
                    _seen[name] = (size, modifiedAt, hash);
                }
            }
        }

        if (session.FindRelation(stream.Target) is not null)
        {
            _inRawTable.UnionWith(Rows($"SELECT DISTINCT _source_file FROM {stream.Target}", cancellationToken).Select(row => row[0] as string ?? ""));
        }
    }

    public bool IsLoaded(RawFile file) => _inLedger.Contains(file.Name) || _inRawTable.Contains(file.Name);

    /// <summary>Whether a loaded file has other content now. Only size and time are looked at while they are the same.</summary>
    public bool HasChanged(RawFile file) =>
        _seen.TryGetValue(file.Name, out var seen)
        && (seen.Size != file.Size || (seen.ModifiedAt != file.ModifiedAt && seen.Hash != file.Hash()));

    /// <summary>Adds the loaded files, and those of earlier loads that it lacks.</summary>
    /// <param name="files">All that there are now; of one that is gone only its rows can be told.</param>
    /// <param name="loaded">By this load; their rows are in the tables.</param>
    /// <param name="loadedAt">A literal, for files without rows.</param>
    /// <param name="cancellationToken">Records nothing.</param>
    public void Record(IReadOnlyList<RawFile> files, IReadOnlyCollection<RawFile> loaded, string loadedAt, CancellationToken cancellationToken)
    {
        var byName = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var names = loaded.Select(f => f.Name).Concat(Gaps).ToList();
        var (good, bad) = (CountByFile(stream.Target, names, cancellationToken), CountByFile(stream.Quarantine, names, cancellationToken));
        var rows = names.Select(name =>
        {
            var (count, time) = good.GetValueOrDefault(name, (0, null));
            var at = time is null ? loadedAt : $"TIMESTAMP {SqlText.Literal(time)}";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"({SqlText.Literal(name)}, {Describe(byName.GetValueOrDefault(name))}, {count}, {bad.GetValueOrDefault(name).Count}, {at})");
        });
        session.Execute($"CREATE TABLE IF NOT EXISTS {stream.Ledger} ({Columns})", cancellationToken).Dispose();
        session.Execute(
            $"""
            INSERT INTO {stream.Ledger}
            SELECT * FROM (VALUES {string.Join(", ", rows)}) AS loaded (name, size, modified, hash, good, bad, at_time)
            WHERE loaded.name NOT IN (SELECT _source_file FROM {stream.Ledger})
            """,
            cancellationToken).Dispose();
    }

    /// <summary>Size, time and content.</summary>
    private static string Describe(RawFile? file) => file is null
        ? "NULL, NULL, NULL"
        : string.Create(CultureInfo.InvariantCulture, $"{file.Size}, {SqlText.Literal(file.ModifiedAt)}, {SqlText.Literal(file.Hash())}");

    /// <summary>Rows of each file, and when the first of them was loaded.</summary>
    private Dictionary<string, (long Count, string? LoadedAt)> CountByFile(RelationName relation, List<string> names, CancellationToken cancellationToken) =>
        session.FindRelation(relation) is null
            ? []
            : Rows(
                $"SELECT _source_file, count(*), CAST(min(_loaded_at) AS VARCHAR) FROM {relation} "
                + $"WHERE _source_file IN ({string.Join(", ", names.Select(SqlText.Literal))}) GROUP BY _source_file",
                cancellationToken).ToDictionary(row => row[0] as string ?? "", row => ((long)(row[1] ?? 0L), row[2] as string), StringComparer.Ordinal);

    private List<object?[]> Rows(string sql, CancellationToken cancellationToken)
    {
        using var result = session.Execute(sql, cancellationToken);
        return [.. result.Rows];
    }
}
