using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Appender".</summary>
internal static unsafe partial class Appending
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_create_ext", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState Create(ConnectionHandle connection, string? catalog, string? schema, string table, out AppenderHandle appender);

    /// <summary>Destroying also flushes and closes; an error then is lost, so close before.</summary>
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_destroy")]
    public static partial NativeState Destroy(nint* appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_clear")]
    public static partial NativeState Clear(nint appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_error")]
    public static partial byte* Error(AppenderHandle appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_column_count")]
    public static partial ulong ColumnCount(AppenderHandle appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_end_row")]
    public static partial NativeState EndRow(AppenderHandle appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_appender_close")]
    public static partial NativeState Close(AppenderHandle appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_append_null")]
    public static partial NativeState AppendNull(AppenderHandle appender);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_append_bool")]
    public static partial NativeState Append(AppenderHandle appender, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_append_int64")]
    public static partial NativeState Append(AppenderHandle appender, long value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_append_double")]
    public static partial NativeState Append(AppenderHandle appender, double value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_append_varchar_length")]
    public static partial NativeState AppendVarchar(AppenderHandle appender, byte* text, ulong length);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_append_value")]
    public static partial NativeState Append(AppenderHandle appender, ValueHandle value);
}
