using DuckDB.NET.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>Unions: a tag a row, and one vector a member of which the tagged one holds the value.</summary>
public sealed class DuckDbUnionVector : DuckDbVector
{
    private readonly DuckDbVector _tags;
    private readonly DuckDbVector[] _members;

    internal DuckDbUnionVector(VectorSource source)
        : base(source)
    {
        var members = ((DuckDbUnionType)source.Type).Members;
        _tags = Child(source, 0, new DuckDbPlainType(DuckDbTypeId.UTinyInt));
        _members = new DuckDbVector[members.Count];
        for (var i = 0; i < _members.Length; i++)
        {
            _members[i] = Child(source, i + 1, members[i].Type);
        }
    }

    /// <summary>The vector of one member.</summary>
    public DuckDbVector this[int member] => _members[member];

    /// <summary>Which member holds the row's value.</summary>
    public int GetTag(int row) => _tags.Values<byte>()[row];

    private protected override object? ReadValue(int row) => _members[GetTag(row)].GetValue(row);

    private static DuckDbVector Child(VectorSource source, int index, DuckDbType type) =>
        VectorFactory.Create(source with { Vector = NativeMethods.Vectors.DuckDBStructVectorGetChild(source.Vector, index), Type = type });
}
