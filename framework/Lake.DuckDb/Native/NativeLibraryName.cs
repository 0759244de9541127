namespace Lake.DuckDb.Native;

internal static class NativeLibraryName
{
    /// <summary>Found beside the program as libduckdb.so, libduckdb.dylib or duckdb.dll.</summary>
    public const string Value = "duckdb";
}
