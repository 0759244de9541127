using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Configuration".</summary>
internal static unsafe partial class Configuration
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_config")]
    public static partial NativeState Create(out ConfigHandle config);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_set_config", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState Set(ConfigHandle config, string name, string option);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_config")]
    public static partial void Destroy(nint* config);
}
