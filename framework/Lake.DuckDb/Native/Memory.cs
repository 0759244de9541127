using System.Runtime.InteropServices;

namespace Lake.DuckDb.Native;

/// <summary>The header's section "Helpers": texts that the library hands out.</summary>
internal static unsafe partial class Memory
{
    [LibraryImport(NativeLibraryName.Value, EntryPoint = "duckdb_free")]
    public static partial void Free(void* pointer);

    /// <summary>A text that stays the library's.</summary>
    public static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    /// <summary>A text that is ours to free.</summary>
    public static string? TakeText(byte* text)
    {
        var result = Text(text);
        Free(text);
        return result;
    }
}
