using System.Runtime.InteropServices;

namespace Lake.DuckDb.Native;

/// <summary><c>duckdb_query_progress_type</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeProgress(double Percentage, ulong RowsProcessed, ulong TotalRowsToProcess);
