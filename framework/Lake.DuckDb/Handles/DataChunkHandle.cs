using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class DataChunkHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => DataChunks.Destroy(pointer);
}
