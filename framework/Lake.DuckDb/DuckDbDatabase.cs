using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Native;

namespace Lake.DuckDb;

/// <summary>A database instance, which any number of connections and threads share.</summary>
public sealed class DuckDbDatabase : IDisposable
{
    private readonly DuckDBDatabase _handle;

    static DuckDbDatabase() => LoadedLibrary.Choose();

    private DuckDbDatabase(DuckDBDatabase handle) => _handle = handle;

    /// <summary>Of the loaded library: <c>v1.5.6</c>.</summary>
    public static string LibraryVersion => NativeMethods.Startup.DuckDBLibraryVersion();

    /// <summary>Of the loaded library; null where the system does not tell. <c>LAKE_DUCKDB_LIBRARY</c> names another than the one beside the program.</summary>
    public static string? LibraryPath => LoadedLibrary.Path;

    public static DuckDbDatabase OpenInMemory(IReadOnlyDictionary<string, string>? options = null) => Open(null, options);

    /// <param name="path">Of a database file, made when missing; null for memory.</param>
    /// <param name="options">Settings as <c>SET</c> knows them: <c>threads</c>, <c>memory_limit</c>… Extensions are never downloaded unless they say so.</param>
    /// <exception cref="DuckDbException">An unknown setting, or a file that cannot be opened.</exception>
    public static DuckDbDatabase Open(string? path, IReadOnlyDictionary<string, string>? options = null)
    {
        using var config = CreateConfig();
        Set(config, "autoinstall_known_extensions", "false");
        Set(config, "autoload_known_extensions", "false");
        foreach (var (name, value) in options ?? new Dictionary<string, string>())
        {
            Set(config, name, value);
        }

        var state = NativeMethods.Startup.DuckDBOpen(path, out var handle, config, out var error);
        if (state == DuckDBState.Success)
        {
            return new DuckDbDatabase(handle);
        }

        handle.Dispose();
        throw ErrorReader.Read(error, null);
    }

    /// <summary>A new connection. It is for one thread at a time.</summary>
    public DuckDbConnection Connect()
    {
        if (NativeMethods.Startup.DuckDBConnect(_handle, out var connection) == DuckDBState.Success)
        {
            return DuckDbConnection.Over(connection);
        }

        connection.Dispose();
        throw new DuckDbException(DuckDbErrorType.Connection, "The database gives no further connection.");
    }

    /// <summary>Its connections go on until they are disposed.</summary>
    public void Dispose() => _handle.Dispose();

    private static DuckDBConfig CreateConfig()
    {
        try
        {
            return NativeMethods.Configuration.DuckDBCreateConfig(out var config) == DuckDBState.Success
                ? config
                : throw new DuckDbException(DuckDbErrorType.OutOfMemory, "There is no memory for a database.");
        }
        catch (DllNotFoundException error)
        {
            throw new DuckDbException(
                DuckDbErrorType.IO,
                $"DuckDB's library is not beside the program in {AppContext.BaseDirectory} (nor where {LoadedLibrary.Variable} says), or this system cannot load it. {error.Message}");
        }
    }

    private static void Set(DuckDBConfig config, string name, string value)
    {
        if (NativeMethods.Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
        {
            throw new DuckDbException(DuckDbErrorType.Settings, $"There is no setting '{name}', or it cannot be '{value}'.");
        }
    }
}
