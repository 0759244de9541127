using System.Runtime.InteropServices;

namespace Lake.DuckDb.Native;

/// <summary><c>duckdb_hugeint</c> and <c>duckdb_uhugeint</c>, whose calling convention is not that of <see cref="Int128"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeHugeInt(ulong Lower, ulong Upper)
{
    public static NativeHugeInt Of(Int128 value) => unchecked(new((ulong)value, (ulong)(value >> 64)));

    public static NativeHugeInt Of(UInt128 value) => unchecked(new((ulong)value, (ulong)(value >> 64)));
}

/// <summary><c>duckdb_decimal</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeDecimal(byte Width, byte Scale, NativeHugeInt Value);
