using DuckDB.NET.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>Arrays of one length: row <c>i</c> holds <see cref="Elements"/> from <c>i * Size</c>.</summary>
public sealed class DuckDbArrayVector : DuckDbVector
{
    private readonly int _size;

    internal DuckDbArrayVector(VectorSource source)
        : base(source)
    {
        var type = (DuckDbArrayType)source.Type;
        _size = type.Size;
        Elements = VectorFactory.Create(
            new VectorSource(source.Chunk, NativeMethods.Vectors.DuckDBArrayVectorGetChild(source.Vector), type.Element, checked(source.Count * _size)));
    }

    public DuckDbVector Elements { get; }

    private protected override object? ReadValue(int row) => DuckDbListVector.Slice(Elements, row * _size, _size);
}
