using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

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
}
