using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Lake.DuckDb.Native;

/// <summary>Owner of a result. The package has its struct only, which nobody would free when a reader is forgotten.</summary>
internal sealed unsafe class ResultHandle : SafeHandle
{
    public ResultHandle()
        : base(0, ownsHandle: true) =>
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(DuckDBResult)));

    public override bool IsInvalid => handle == 0;

    /// <summary>The caller keeps this handle alive meanwhile.</summary>
    public ref DuckDBResult Value => ref Unsafe.AsRef<DuckDBResult>((void*)handle);

    protected override bool ReleaseHandle()
    {
        NativeMethods.Query.DuckDBDestroyResult(ref Value);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
