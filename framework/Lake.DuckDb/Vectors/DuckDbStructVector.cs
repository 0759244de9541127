using DuckDB.NET.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>Structs: one vector a field, each as long as this.</summary>
public sealed class DuckDbStructVector : DuckDbVector
{
    private readonly IReadOnlyList<DuckDbField> _fields;
    private readonly DuckDbVector[] _children;

    internal DuckDbStructVector(VectorSource source)
        : base(source)
    {
        _fields = ((DuckDbStructType)source.Type).Fields;
        _children = new DuckDbVector[_fields.Count];
        for (var i = 0; i < _children.Length; i++)
        {
            var child = NativeMethods.Vectors.DuckDBStructVectorGetChild(source.Vector, i);
            _children[i] = VectorFactory.Create(source with { Vector = child, Type = _fields[i].Type });
        }
    }

    public DuckDbVector this[int field] => _children[field];

    private protected override object? ReadValue(int row)
    {
        var pairs = new KeyValuePair<string, object?>[_children.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = new(_fields[i].Name, _children[i].GetValue(row));
        }

        return pairs;
    }
}
