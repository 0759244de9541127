using System.Globalization;
using Lake.DuckDb;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Sql;

namespace Lake.Engines.DuckDb;

/// <summary>DuckDB as the engine of a lakehouse: it computes, and this library commits Iceberg snapshots.</summary>
/// <param name="catalog">The tables. Shared by all sessions.</param>
/// <param name="owned">Ends with the engine; the catalog is the caller's otherwise.</param>
public sealed class DuckDbEngine(ICatalog catalog, DuckDbEngineOptions? options = null, IDisposable? owned = null) : IEngine
{
    private readonly DuckDbEngineOptions _options = options ?? new DuckDbEngineOptions();
    private readonly PinnedCatalog _pins = new(catalog) { JournalFolder = options?.JournalFolder };

    public string AdapterType => "duckdb";

    public string Description => $"DuckDB {DuckDbDatabase.LibraryVersion.TrimStart('v')} ({DuckDbDatabase.LibraryPath ?? "its path is unknown"})";

    public IEngineSession OpenSession()
    {
        // DuckDB would spill into the working folder.
        var settings = new Dictionary<string, string> { ["temp_directory"] = Path.Combine(Path.GetTempPath(), $"lake-spill-{Guid.NewGuid():N}") };
        foreach (var (name, value) in _options.Settings)
        {
            settings[name] = value;
        }

        if (_options.Threads is { } threads)
        {
            settings["threads"] = threads.ToString(CultureInfo.InvariantCulture);
        }

        if (_options.MemoryLimit is { } limit)
        {
            settings["memory_limit"] = limit;
        }

        return new DuckDbSession(_pins, _options, settings);
    }

    /// <summary>What the catalog has now is what this run sees from here on.</summary>
    public void Note(string by, RelationName name, RelationKind? kind)
    {
        if (by != AdapterType && name.Schema is { } schema)
        {
            _pins.Refresh(new TableIdentifier(schema, name.Identifier));
        }
    }

    /// <summary>Lets SQL read a table that the catalog does not know, such as one that another program has written.</summary>
    /// <param name="pathOf">The path of a file from its location in the metadata; null when it is where the metadata say.</param>
    public void Attach(string schema, string name, Table table, Func<string, string>? pathOf = null)
    {
        var relation = new LakeTable(new TableIdentifier(schema, name), table) { IsAttached = true };
        _pins.Pin(pathOf is null ? relation : relation with { PathOf = pathOf });
    }

    public void Dispose() => owned?.Dispose();
}
