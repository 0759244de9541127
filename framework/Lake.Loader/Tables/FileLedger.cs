using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>
/// Which files were loaded. What counts is the raw table itself, whose rows carry the file's name, so that rows and
/// ledger are one commit; a table beside it tells of files without rows and how each file looked.
/// </summary>
internal sealed class FileLedger(StreamDefinition stream, IEngineSession session)
{
    private const string Columns =
        "_source_file VARCHAR, size_bytes BIGINT, modified_at VARCHAR, content_sha256 VARCHAR, row_count BIGINT, "
        + "quarantined_count BIGINT, _loaded_at TIMESTAMP";

    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Size, string ModifiedAt, string Hash)> _seen = new(StringComparer.Ordinal);

    public void Read(bool rawTableExists, CancellationToken cancellationToken)
    {
        session.Execute($"CREATE TABLE IF NOT EXISTS {stream.Ledger} ({Columns})", cancellationToken).Dispose();
        foreach (var row in Rows($"SELECT _source_file, size_bytes, modified_at, content_sha256 FROM {stream.Ledger}", cancellationToken))
        {
            if (row is [string name, long size, string modifiedAt, string hash])
            {
                _loaded.Add(name);
                _seen[name] = (size, modifiedAt, hash);
            }
        }

        if (rawTableExists)
        {
            foreach (var row in Rows($"SELECT DISTINCT _source_file FROM {stream.Target}", cancellationToken))
            {
                _loaded.Add(row[0] as string ?? "");
            }
        }
    }

    public bool IsLoaded(RawFile file) => _loaded.Contains(file.Name);

    /// <summary>Whether a loaded file has other content now. Only size and time are looked at while they are the same.</summary>
    public bool HasChanged(RawFile file) =>
        _seen.TryGetValue(file.Name, out var seen)
        && (seen.Size != file.Size || (seen.ModifiedAt != file.ModifiedAt && seen.Hash != file.Hash()));

    public void Record(IReadOnlyCollection<LoadedFile> files, string loadedAt, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return;
        }

        var rows = files.Select(f => string.Create(
            CultureInfo.InvariantCulture,
            $"({SqlText.Literal(f.File.Name)}, {f.File.Size}, {SqlText.Literal(f.File.ModifiedAt)}, {SqlText.Literal(f.Hash)}, {f.Rows}, {f.Quarantined}, {loadedAt})"));
        session.Execute(
            $"""
            INSERT INTO {stream.Ledger}
            SELECT * FROM (VALUES {string.Join(", ", rows)}) AS loaded (name, size, modified, hash, good, bad, at_time)
            WHERE loaded.name NOT IN (SELECT _source_file FROM {stream.Ledger})
            """,
            cancellationToken).Dispose();
    }

    private List<object?[]> Rows(string sql, CancellationToken cancellationToken)
    {
        using var result = session.Execute(sql, cancellationToken);
        return [.. result.Rows];
    }
}

/// <summary>A file and what became of its rows.</summary>
/// <param name="File">The file.</param>
/// <param name="Hash">Of the content that was loaded.</param>
/// <param name="Rows">In the raw table.</param>
/// <param name="Quarantined">In the quarantine table.</param>
internal sealed record LoadedFile(RawFile File, string Hash, long Rows, long Quarantined);
