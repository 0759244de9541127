using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class LogicalTypeHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => LogicalTypes.Destroy(pointer);
}
