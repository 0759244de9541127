using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class ValueHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => BoundValues.Destroy(pointer);
}
