using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class ExtractedStatementsHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => PreparedStatements.DestroyExtracted(pointer);
}
