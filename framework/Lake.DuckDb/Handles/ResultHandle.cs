using System.Runtime.InteropServices;
using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

/// <summary>A <c>duckdb_result</c>, which the caller allocates and the library fills.</summary>
internal sealed unsafe class ResultHandle : SafeHandle
{
    public ResultHandle()
        : base(0, ownsHandle: true) =>
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    public override bool IsInvalid => handle == 0;

    /// <summary>For functions that take the result by value; the caller keeps this handle alive meanwhile.</summary>
    public NativeResult Value => *(NativeResult*)handle;

    protected override bool ReleaseHandle()
    {
        QueryExecution.DestroyResult(handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
