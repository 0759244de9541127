using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Scalar Functions", and what of others a function needs to write its result.</summary>
internal static unsafe partial class ScalarFunctions
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_scalar_function")]
    public static partial ScalarFunctionHandle Create();

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_scalar_function")]
    public static partial void Destroy(nint* function);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_set_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetName(ScalarFunctionHandle function, string name);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_add_parameter")]
    public static partial void AddParameter(ScalarFunctionHandle function, LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_set_return_type")]
    public static partial void SetReturnType(ScalarFunctionHandle function, LogicalTypeHandle type);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_set_extra_info")]
    public static partial void SetExtraInfo(ScalarFunctionHandle function, nint info, delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_set_function")]
    public static partial void SetFunction(ScalarFunctionHandle function, delegate* unmanaged[Cdecl]<nint, nint, nint, void> body);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_register_scalar_function")]
    public static partial NativeState Register(ConnectionHandle connection, ScalarFunctionHandle function);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_get_extra_info")]
    public static partial nint GetExtraInfo(nint info);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_scalar_function_set_error", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetError(nint info, string error);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_data_chunk_get_size")]
    public static partial ulong InputSize(nint chunk);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_data_chunk_get_vector")]
    public static partial nint InputVector(nint chunk, ulong column);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_vector_ensure_validity_writable")]
    public static partial void EnsureValidityWritable(nint vector);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_create_logical_type")]
    public static partial LogicalTypeHandle CreateType(Types.DuckDbTypeId id);
}
