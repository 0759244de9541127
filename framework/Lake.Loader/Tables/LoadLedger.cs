using System.Globalization;
using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>
/// Which files were loaded, and how each looked. A load writes its files down first and then commits the raw table with
/// a property of its own name, in the commit that holds the rows: files count from that moment, and those of a load
/// that never got so far do not. The raw table has an id, so that the files of a table that was dropped do not count
/// for the one made after it.
/// </summary>
internal sealed class LoadLedger(StreamDefinition stream, IEngineSession session)
{
    private const string TableId = "lake.table-id";
    private const string LastLoad = "lake.last-load";
    private const string LoadPrefix = "lake.load.";

    /// <summary>Loads whose properties the raw table keeps before they are settled in the ledger itself.</summary>
    private const int MostUnsettled = 50;

    private const string Columns =
        "_source_file VARCHAR, size_bytes BIGINT, modified_at VARCHAR, fingerprint VARCHAR, row_count BIGINT, rejected_count BIGINT, "
        + "state VARCHAR, schema_hash VARCHAR, table_id VARCHAR, is_settled BOOLEAN, base_load VARCHAR, _load_id VARCHAR, _loaded_at TIMESTAMP, header VARCHAR";

    private readonly Dictionary<string, LoadedFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _isCommitted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _headers = new(StringComparer.Ordinal);
    private string? _tableId;
    private string? _lastLoad;

    public IReadOnlyDictionary<string, LoadedFile> Files => _files;

    /// <summary>The names of the fields of CSV files, a line each, as far as they are known.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>Whether a load was seen that wrote files down and did not commit them, or not yet.</summary>
    public bool HasUncommitted { get; private set; }

    /// <summary>The load that the current one follows.</summary>
    private string Base => _lastLoad is null ? "NULL" : SqlText.Literal(_lastLoad);

    private string Unsettled => string.Join(", ", _isCommitted.Where(l => l.Value).Select(l => SqlText.Literal(l.Key)));

    private bool IsToBeSettled => _isCommitted.Count(l => l.Value) > MostUnsettled;

    /// <param name="anew">Whether the table is to be made anew, so that no file counts.</param>
    public void Read(bool anew, CancellationToken cancellationToken)
    {
        _files.Clear();
        _isCommitted.Clear();
        _settled.Clear();
        _headers.Clear();
        _tableId = session.FindProperty(stream.Target, TableId);
        _lastLoad = session.FindProperty(stream.Target, LastLoad);
        if (_tableId is null || anew)
        {
            HasUncommitted = session.FindRelation(stream.Ledger) is not null;
            return;
        }

        if (session.FindRelation(stream.Ledger) is null)
        {
            throw LoaderRules.LedgerLost.Error(
                stream.Location,
                $"{stream.Target.Schema}.{stream.Target.Identifier} has rows of loaded files, but {stream.Ledger.Schema}.{stream.Ledger.Identifier}, which lists them, is gone",
                $"restore it, or load all files again: lake load --full-refresh {stream.Name}");
        }

        using var result = session.Execute(
            $"SELECT _source_file, size_bytes, modified_at, fingerprint, state, table_id, is_settled, _load_id, {(HasHeaders ? "header" : "NULL")}, epoch_us(_loaded_at) FROM {stream.Ledger} ORDER BY _loaded_at, _load_id",
            cancellationToken);
        foreach (var row in result.Rows)
        {
            if (row is [string name, long size, string modifiedAt, string fingerprint, string state, string table, bool isSettled, string load, ..]
                && table == _tableId && (isSettled || IsCommitted(load)))
            {
                Note(name, new LoadedFile(size, modifiedAt, fingerprint, state, DateTimeOffset.UnixEpoch.AddMicroseconds(row[9] as long? ?? 0)), isSettled ? load : null, row[8] as string);
            }
            else
            {
                HasUncommitted = true;
            }
        }
    }

    /// <summary>Whether a load is committed.</summary>
    public bool Counts(string load) => _settled.Contains(load) || IsCommitted(load);

    /// <summary>False for a ledger that was made before fields were noted in it.</summary>
    private bool HasHeaders => session.GetColumns(stream.Ledger).Any(c => c.Name == "header");

    private void Note(string name, LoadedFile file, string? settled, string? header)
    {
        _files[name] = file;
        if (file.State is LedgerEntry.Withdrawn or LedgerEntry.Replayed)
        {
            _files.Remove(name);
        }

        if (settled is not null)
        {
            _settled.Add(settled);
        }

        if (header is not null)
        {
            _headers[name] = header;
        }
    }

    /// <summary>Whether a loaded file has other content now. Only size and time are looked at while they are the same.</summary>
    public bool HasChanged(RawFile file) =>
        _files.TryGetValue(file.Name, out var loaded)
        && (loaded.Size != file.Size || ((loaded.ModifiedAt != file.ModifiedAt || file.Tag is not null) && !(loaded.IsRegistered && !file.IsRemote ? loaded.Fingerprint == file.FooterFingerprint() : file.IsLike(loaded.Fingerprint, loaded.ModifiedAt))));

    /// <summary>Takes the first place in the order of publication.</summary>
    public void Open(CancellationToken cancellationToken)
    {
        Run($"CREATE TABLE IF NOT EXISTS {stream.Ledger} ({Columns})", cancellationToken);
        Run($"ALTER TABLE {stream.Ledger} UNSET TBLPROPERTIES ('lake.none')", cancellationToken);
        if (!HasHeaders)
        {
            Run($"ALTER TABLE {stream.Ledger} ADD COLUMN header VARCHAR", cancellationToken);
        }

        if (IsToBeSettled)
        {
            Run($"UPDATE {stream.Ledger} SET is_settled = true WHERE table_id = {SqlText.Literal(_tableId ?? "")} AND _load_id IN ({Unsettled})", cancellationToken);
        }
    }

    /// <summary>Lets the raw table say that the load is committed. Another load that is quicker makes the commit fail.</summary>
    /// <param name="anew">Whether the table was made anew, so that no file of before counts.</param>
    public void Commit(LoadId load, bool anew, CancellationToken cancellationToken)
    {
        session.RequireProperty(stream.Target, LastLoad, _lastLoad);
        _tableId = anew ? load.Id : _tableId ?? load.Id;
        (string Key, string Value)[] properties = [(TableId, _tableId), (LastLoad, load.Id), (LoadPrefix + load.Id, load.At.ToString("O", CultureInfo.InvariantCulture))];
        Run($"ALTER TABLE {stream.Target} SET TBLPROPERTIES ({string.Join(", ", properties.Select(p => $"{SqlText.Literal(p.Key)} = {SqlText.Literal(p.Value)}"))})", cancellationToken);
        if (IsToBeSettled)
        {
            var settled = _isCommitted.Where(l => l.Value).Select(l => SqlText.Literal(LoadPrefix + l.Key));
            Run($"ALTER TABLE {stream.Target} UNSET TBLPROPERTIES ({string.Join(", ", settled)})", cancellationToken);
        }
    }

    /// <summary>Writes files down, after <see cref="Commit"/>.</summary>
    public void Add(IEnumerable<LedgerEntry> entries, LoadId load, CancellationToken cancellationToken)
    {
        foreach (var part in entries.Chunk(2000))
        {
            Run(
                $"""
                INSERT INTO {stream.Ledger}
                SELECT loaded.* EXCLUDE (header), {SqlText.Literal(_tableId ?? "")}, false, {Base}, {SqlText.Literal(load.Id)}, {load.Time}, header
                FROM (VALUES {string.Join(", ", part.Select(Row))}) AS loaded (name, size, modified_at, fingerprint, rows, rejected, state, schema_hash, header)
                """,
                cancellationToken);
        }
    }

    /// <summary>
    /// Takes away what no commit will ever make count: each load commits only behind the one that it followed, and
    /// another has come behind that.
    /// </summary>
    public void Sweep(CancellationToken cancellationToken)
    {
        Read(anew: false, cancellationToken);
        var counts = $"table_id = {SqlText.Literal(_tableId ?? "")} AND (is_settled{(Unsettled.Length == 0 ? "" : $" OR _load_id IN ({Unsettled})")})";
        Run($"DELETE FROM {stream.Ledger} WHERE base_load IS DISTINCT FROM {Base} AND NOT ({counts})", cancellationToken);
    }

    private static string Row(LedgerEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"({SqlText.Literal(entry.File.Name)}, {entry.File.Size}, {SqlText.Literal(entry.File.ModifiedAt)}, {SqlText.Literal(entry.Fingerprint)}, "
        + $"{entry.Rows}, {entry.Rejected}, {SqlText.Literal(entry.State)}, {SqlText.Literal(entry.SchemaHash)}, {(entry.Header is null ? "NULL" : SqlText.Literal(entry.Header))})");

    private bool IsCommitted(string load)
    {
        if (!_isCommitted.TryGetValue(load, out var known))
        {
            _isCommitted[load] = known = session.FindProperty(stream.Target, LoadPrefix + load) is not null;
        }

        return known;
    }

    private void Run(string sql, CancellationToken cancellationToken) => session.Execute(sql, cancellationToken).Dispose();
}
