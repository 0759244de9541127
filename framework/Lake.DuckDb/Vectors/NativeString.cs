using System.Runtime.InteropServices;

namespace Lake.DuckDb.Vectors;

/// <summary><c>duckdb_string_t</c>: up to 12 bytes lie inside, longer ones behind a pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    private const int InlineLength = 12;

    [FieldOffset(0)]
    private readonly uint _length;

    [FieldOffset(4)]
    private fixed byte _inlined[InlineLength];

    [FieldOffset(8)]
    private readonly byte* _pointer;

    /// <summary>Call it on a string that lies in the library's memory only: the span points to it.</summary>
    public ReadOnlySpan<byte> AsSpan()
    {
        if (_length > InlineLength)
        {
            return new ReadOnlySpan<byte>(_pointer, checked((int)_length));
        }

        fixed (byte* inlined = _inlined)
        {
            return new ReadOnlySpan<byte>(inlined, (int)_length);
        }
    }
}
