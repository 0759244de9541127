using Lake.DuckDb.Native;

namespace Lake.DuckDb.Handles;

/// <summary>An appender; rows that it was not closed with are dropped.</summary>
internal sealed unsafe class AppenderHandle : NativeHandle
{
    protected override void Destroy(nint* pointer)
    {
        Appending.Clear(*pointer);
        Appending.Destroy(pointer);
    }
}
