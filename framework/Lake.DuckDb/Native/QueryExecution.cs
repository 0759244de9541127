using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's sections "Query Execution" and "Result Functions".</summary>
internal static unsafe partial class QueryExecution
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_result")]
    public static partial void DestroyResult(nint result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_column_count")]
    public static partial ulong ColumnCount(ResultHandle result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_column_name")]
    public static partial byte* ColumnName(ResultHandle result, ulong column);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_column_logical_type")]
    public static partial LogicalTypeHandle ColumnLogicalType(ResultHandle result, ulong column);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_rows_changed")]
    public static partial ulong RowsChanged(ResultHandle result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_result_error")]
    public static partial byte* ResultError(ResultHandle result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_result_statement_type")]
    public static partial DuckDbStatementType StatementType(NativeResult result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_result_return_type")]
    public static partial DuckDbResultKind ReturnType(NativeResult result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_fetch_chunk")]
    public static partial DataChunkHandle FetchChunk(NativeResult result);
}
