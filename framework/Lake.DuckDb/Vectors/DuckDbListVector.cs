using DuckDB.NET.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>Lists, or maps (lists of key and value): each row is a range of <see cref="Elements"/>.</summary>
public sealed class DuckDbListVector : DuckDbVector
{
    internal DuckDbListVector(VectorSource source)
        : base(source)
    {
        var count = checked((int)NativeMethods.Vectors.DuckDBListVectorGetSize(source.Vector));
        var type = source.Type is DuckDbMapType map ? EntryOf(map) : ((DuckDbListType)source.Type).Element;
        Elements = VectorFactory.Create(new VectorSource(source.Chunk, NativeMethods.Vectors.DuckDBListVectorGetChild(source.Vector), type, count));
    }

    public DuckDbVector Elements { get; }

    public (int Start, int Length) GetRange(int row)
    {
        var entry = Values<Entry>()[row];
        return (checked((int)entry.Offset), checked((int)entry.Length));
    }

    private protected override object? ReadValue(int row)
    {
        var (start, length) = GetRange(row);
        if (Type.Id == DuckDbTypeId.Map)
        {
            var entries = (DuckDbStructVector)Elements;
            var pairs = new KeyValuePair<object, object?>[length];
            for (var i = 0; i < length; i++)
            {
                // A key of a map is never null.
                pairs[i] = new(entries[0].GetValue(start + i) ?? DBNull.Value, entries[1].GetValue(start + i));
            }

            return pairs;
        }

        return Slice(Elements, start, length);
    }

    internal static object?[] Slice(DuckDbVector elements, int start, int length)
    {
        var items = new object?[length];
        for (var i = 0; i < length; i++)
        {
            items[i] = elements.GetValue(start + i);
        }

        return items;
    }

    private static DuckDbStructType EntryOf(DuckDbMapType map) =>
        new([new DuckDbField("key", map.Key), new DuckDbField("value", map.Value)]);

    private readonly record struct Entry(ulong Offset, ulong Length);
}
