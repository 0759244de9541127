using System.Runtime.InteropServices;

namespace Lake.DuckDb.Handles;

/// <summary>Owner of one native object. The library destroys an object through a pointer to its pointer.</summary>
internal abstract unsafe class NativeHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected abstract void Destroy(nint* pointer);

    protected override bool ReleaseHandle()
    {
        var pointer = handle;
        Destroy(&pointer);
        return true;
    }
}
