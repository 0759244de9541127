using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

internal sealed unsafe class PreparedStatementHandle : NativeHandle
{
    protected override void Destroy(nint* pointer) => PreparedStatements.DestroyPrepared(pointer);
}
