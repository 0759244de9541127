using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's sections "Data Chunk Interface" and "Vector Interface". Vectors belong to their chunk.</summary>
internal static unsafe partial class DataChunks
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_data_chunk")]
    public static partial void Destroy(nint* chunk);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong GetSize(DataChunkHandle chunk);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint GetVector(DataChunkHandle chunk, ulong column);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_vector_get_data")]
    public static partial void* VectorData(nint vector);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_vector_get_validity")]
    public static partial ulong* VectorValidity(nint vector);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_list_vector_get_child")]
    public static partial nint ListChild(nint vector);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_list_vector_get_size")]
    public static partial ulong ListSize(nint vector);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_struct_vector_get_child")]
    public static partial nint StructChild(nint vector, ulong index);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_array_vector_get_child")]
    public static partial nint ArrayChild(nint vector);
}
