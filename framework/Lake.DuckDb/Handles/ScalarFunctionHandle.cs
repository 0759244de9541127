using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class ScalarFunctionHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => ScalarFunctions.Destroy(pointer);
}
