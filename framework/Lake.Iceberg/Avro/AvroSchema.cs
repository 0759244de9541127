using System.Collections.Immutable;

namespace Lake.Iceberg.Avro;

internal enum AvroKind
{
    Null,
    Boolean,
    Int,
    Long,
    Float,
    Double,
    Bytes,
    String,
    Record,
    Enum,
    Array,
    Map,
    Union,
    Fixed,
}

/// <summary>The type that data was written with.</summary>
internal sealed class AvroSchema(AvroKind kind)
{
    public AvroKind Kind { get; } = kind;

    public string? LogicalType { get; init; }

    /// <summary>Of a record; filled after the record is known by name, as it may contain itself.</summary>
    public ImmutableArray<AvroField> Fields { get; private set; } = [];

    /// <summary>Items of an array, values of a map.</summary>
    public AvroSchema? Items { get; init; }

    public ImmutableArray<AvroSchema> Branches { get; init; } = [];

    /// <summary>Bytes of a fixed.</summary>
    public int Size { get; init; }

    private readonly Dictionary<int, int> _byId = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    public void SetFields(IEnumerable<AvroField> fields)
    {
        Fields = [.. fields];
        for (var i = 0; i < Fields.Length; i++)
        {
            _byName.TryAdd(Fields[i].Name, i);
            if (Fields[i].Id is { } id)
            {
                _byId.TryAdd(id, i);
            }
        }
    }

    /// <summary>By id; by name where no field has the id. -1 when there is no such field.</summary>
    public int IndexOf(int id, string name) =>
        _byId.TryGetValue(id, out var byId) ? byId : _byName.TryGetValue(name, out var byName) ? byName : -1;
}

internal sealed record AvroField(string Name, int? Id, AvroSchema Schema);
