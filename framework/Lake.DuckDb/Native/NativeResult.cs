using System.Runtime.InteropServices;

namespace Lake.DuckDb.Native;

/// <summary><c>duckdb_result</c>: only the library reads its fields. Several functions take it by value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeResult
{
    private readonly ulong _columnCount;
    private readonly ulong _rowCount;
    private readonly ulong _rowsChanged;
    private readonly nint _columns;
    private readonly nint _errorMessage;
    private readonly nint _internalData;
}
