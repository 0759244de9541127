using System.Runtime.CompilerServices;
using System.Text;
using DuckDB.NET.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>One column of a chunk. It points into the library's memory and lives as long as its chunk.</summary>
/// <remarks>Reading a chunk that was disposed fails with <see cref="ObjectDisposedException"/>; spans must not be kept beyond it.</remarks>
public abstract unsafe class DuckDbVector
{
    private readonly DuckDbChunk _chunk;
    private readonly void* _data;
    private readonly ulong* _validity;

    private protected DuckDbVector(VectorSource source)
    {
        _chunk = source.Chunk;
        Type = source.Type;
        Count = source.Count;
        _data = NativeMethods.Vectors.DuckDBVectorGetData(source.Vector);
        _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(source.Vector);
    }

    public DuckDbType Type { get; }

    public int Count { get; }

    /// <summary>False when no row is null, so that a loop over <see cref="Values{T}"/> needs no check.</summary>
    public bool MayHaveNulls => _validity != null;

    public bool IsNull(int row)
    {
        CheckRow(row);
        return _validity != null && (_validity[row >> 6] & (1UL << (row & 63))) == 0;
    }

    /// <summary>
    /// The values as they lie in memory, null rows holding anything: <c>int</c> for DATE (days), <c>long</c> for TIME and
    /// TIMESTAMPs (in their unit), <c>Int128</c> for HUGEINT, and so on.
    /// </summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        _chunk.CheckUsable();
        var width = StorageWidth.Of(Type);
        if (width != sizeof(T))
        {
            throw new ArgumentException($"{Type} is stored in {width} bytes a row, {typeof(T).Name} has {sizeof(T)}.", nameof(T));
        }

        return new ReadOnlySpan<T>(_data, Count);
    }

    /// <summary>The row as a CLR value; null for NULL. See <see cref="VectorFactory"/> for the class that each type gives.</summary>
    public object? GetValue(int row) => IsNull(row) ? null : ReadValue(row);

    /// <summary>The bytes of a VARCHAR, BLOB, BIT, BIGNUM or GEOMETRY row.</summary>
    public ReadOnlySpan<byte> GetBytes(int row)
    {
        CheckRow(row);
        if (StorageWidth.Of(Type) != sizeof(NativeString) || !StorageWidth.IsText(Type))
        {
            throw new ArgumentException($"{Type} has no bytes to read.", nameof(row));
        }

        return ((NativeString*)_data + row)->AsSpan();
    }

    public string GetString(int row) => Encoding.UTF8.GetString(GetBytes(row));

    private protected abstract object? ReadValue(int row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected T Raw<T>(int row)
        where T : unmanaged => ((T*)_data)[row];

    private void CheckRow(int row)
    {
        _chunk.CheckUsable();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
    }
}
