using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

/// <summary>A database; it stays open until its last connection is closed.</summary>
internal sealed unsafe class DatabaseHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => OpenConnect.Close(pointer);
}
