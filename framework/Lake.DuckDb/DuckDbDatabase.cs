using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;

namespace Lake.DuckDb;

/// <summary>A database instance, which any number of connections and threads share.</summary>
public sealed unsafe class DuckDbDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;

    private DuckDbDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>Of the loaded library: <c>v1.5.5</c>.</summary>
    public static string LibraryVersion => Memory.Text(OpenConnect.LibraryVersion()) ?? "";

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

        var state = OpenConnect.Open(path, out var handle, config, out var error);
        if (state == NativeState.Success)
        {
            return new DuckDbDatabase(handle);
        }

        handle.Dispose();
        throw ErrorReader.Read(Memory.TakeText(error), null);
    }

    /// <summary>A new connection. It is for one thread at a time.</summary>
    public DuckDbConnection Connect()
    {
        if (OpenConnect.Connect(_handle, out var connection) == NativeState.Success)
        {
            return DuckDbConnection.Over(connection);
        }

        connection.Dispose();
        throw new DuckDbException(DuckDbErrorType.Connection, "The database gives no further connection.");
    }

    /// <summary>Its connections go on until they are disposed.</summary>
    public void Dispose() => _handle.Dispose();

    private static ConfigHandle CreateConfig()
    {
        try
        {
            return Configuration.Create(out var config) == NativeState.Success
                ? config
                : throw new DuckDbException(DuckDbErrorType.OutOfMemory, "There is no memory for a database.");
        }
        catch (DllNotFoundException error)
        {
            throw new DuckDbException(
                DuckDbErrorType.IO,
                $"libduckdb is not beside the program in {AppContext.BaseDirectory}, or this system cannot load it; build again. {error.Message}");
        }
    }

    private static void Set(ConfigHandle config, string name, string value)
    {
        if (Configuration.Set(config, name, value) != NativeState.Success)
        {
            throw new DuckDbException(DuckDbErrorType.Settings, $"There is no setting '{name}', or it cannot be '{value}'.");
        }
    }
}
