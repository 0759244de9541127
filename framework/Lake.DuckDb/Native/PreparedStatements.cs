using System.Runtime.InteropServices;
using Lake.DuckDb.Handles;

namespace Lake.DuckDb.Native;

/// <summary>The header's sections "Prepared Statements", "Extract Statements", "Pending Result Interface" and "Execute Prepared Statements".</summary>
internal static unsafe partial class PreparedStatements
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_extract_statements", StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong Extract(ConnectionHandle connection, string query, out ExtractedStatementsHandle statements);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_extract_statements_error")]
    public static partial byte* ExtractError(ExtractedStatementsHandle statements);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_extracted")]
    public static partial void DestroyExtracted(nint* statements);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepare_extracted_statement")]
    public static partial NativeState PrepareExtracted(
        ConnectionHandle connection, ExtractedStatementsHandle statements, ulong index, out PreparedStatementHandle prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepare", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState Prepare(ConnectionHandle connection, string query, out PreparedStatementHandle prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepare_error")]
    public static partial byte* PrepareError(PreparedStatementHandle prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_prepare")]
    public static partial void DestroyPrepared(nint* prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepared_statement_type")]
    public static partial DuckDbStatementType StatementType(PreparedStatementHandle prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepared_statement_column_count")]
    public static partial ulong ColumnCount(PreparedStatementHandle prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepared_statement_column_name")]
    public static partial byte* ColumnName(PreparedStatementHandle prepared, ulong column);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_prepared_statement_column_logical_type")]
    public static partial LogicalTypeHandle ColumnLogicalType(PreparedStatementHandle prepared, ulong column);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_execute_prepared")]
    public static partial NativeState Execute(PreparedStatementHandle prepared, ResultHandle result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_pending_prepared_streaming")]
    public static partial NativeState PendingStreaming(PreparedStatementHandle prepared, out PendingResultHandle pending);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_pending_error")]
    public static partial byte* PendingError(PendingResultHandle pending);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_execute_pending")]
    public static partial NativeState ExecutePending(PendingResultHandle pending, ResultHandle result);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_destroy_pending")]
    public static partial void DestroyPending(nint* pending);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_nparams")]
    public static partial ulong ParameterCount(PreparedStatementHandle prepared);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_bind_parameter_index", StringMarshalling = StringMarshalling.Utf8)]
    public static partial NativeState ParameterIndex(PreparedStatementHandle prepared, out ulong index, string name);

    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_bind_value")]
    public static partial NativeState Bind(PreparedStatementHandle prepared, ulong index, ValueHandle value);
}
