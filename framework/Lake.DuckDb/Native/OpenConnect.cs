using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Open Connect".</summary>
internal static unsafe partial class OpenConnect
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_open_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState Open(string? path, out DatabaseHandle database, ConfigHandle config, out byte* error);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_close")]
    public static partial void Close(nint* database);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_connect")]
    public static partial NativeState Connect(DatabaseHandle database, out ConnectionHandle connection);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_disconnect")]
    public static partial void Disconnect(nint* connection);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_interrupt")]
    public static partial void Interrupt(ConnectionHandle connection);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_query_progress")]
    public static partial NativeProgress QueryProgress(ConnectionHandle connection);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_library_version")]
    public static partial byte* LibraryVersion();

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_get_table_names", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ValueHandle GetTableNames(
        ConnectionHandle connection, string query, [MarshalAs(UnmanagedType.U1)] bool qualified);
}
