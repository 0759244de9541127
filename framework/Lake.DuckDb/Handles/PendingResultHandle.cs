using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class PendingResultHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => PreparedStatements.DestroyPending(pointer);
}
