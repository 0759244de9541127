using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class ConfigHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => Configuration.Destroy(pointer);
}
