using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class ConnectionHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => OpenConnect.Disconnect(pointer);
}
