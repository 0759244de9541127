using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;
using Lake.DuckDb.Values;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Value Interface".</summary>
internal static unsafe partial class BoundValues
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_value")]
    public static partial void Destroy(nint* value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_get_list_size")]
    public static partial ulong ListSize(ValueHandle value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_get_list_child")]
    public static partial ValueHandle ListChild(ValueHandle value, ulong index);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_get_varchar")]
    public static partial byte* GetVarchar(ValueHandle value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_null_value")]
    public static partial ValueHandle CreateNull();

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_bool")]
    public static partial ValueHandle Create([MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_int32")]
    public static partial ValueHandle Create(int value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_int64")]
    public static partial ValueHandle Create(long value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_uint64")]
    public static partial ValueHandle Create(ulong value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_hugeint")]
    public static partial ValueHandle CreateHugeInt(NativeHugeInt value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_uhugeint")]
    public static partial ValueHandle CreateUHugeInt(NativeHugeInt value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_decimal")]
    public static partial ValueHandle Create(NativeDecimal value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_float")]
    public static partial ValueHandle Create(float value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_double")]
    public static partial ValueHandle Create(double value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_date")]
    public static partial ValueHandle CreateDate(int days);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_time")]
    public static partial ValueHandle CreateTime(long microseconds);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_time_ns")]
    public static partial ValueHandle CreateTimeNs(long nanoseconds);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_timestamp")]
    public static partial ValueHandle CreateTimestamp(long microseconds);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_timestamp_tz")]
    public static partial ValueHandle CreateTimestampTz(long microseconds);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_timestamp_ns")]
    public static partial ValueHandle CreateTimestampNs(long nanoseconds);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_interval")]
    public static partial ValueHandle Create(DuckDbInterval value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_blob")]
    public static partial ValueHandle CreateBlob(byte* data, ulong length);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_uuid")]
    public static partial ValueHandle CreateUuid(NativeHugeInt value);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_varchar_length")]
    public static partial ValueHandle CreateVarchar(byte* text, ulong length);
}
