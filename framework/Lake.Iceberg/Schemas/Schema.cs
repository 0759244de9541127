using System.Collections.Immutable;

namespace Lake.Iceberg.Schemas;

/// <summary>The columns of a table at one time. Never changes; <see cref="Evolution.SchemaUpdate"/> makes another.</summary>
public sealed class Schema : IEquatable<Schema>
{
    /// <summary>Ids above are those of metadata columns such as <c>_pos</c>.</summary>
    public const int HighestColumnId = 2147483447;

    private readonly Lazy<SchemaIndex> _index;

    public Schema(int schemaId, ImmutableArray<NestedField> fields, ImmutableArray<int> identifierFieldIds = default)
    {
        SchemaId = schemaId;
        Struct = new StructType(fields);
        IdentifierFieldIds = identifierFieldIds.IsDefault ? [] : identifierFieldIds;
        _index = new Lazy<SchemaIndex>(() => new SchemaIndex(Struct));
    }

    public int SchemaId { get; }

    public StructType Struct { get; }

    /// <summary>The columns in table order.</summary>
    public ImmutableArray<NestedField> Fields => Struct.Fields;

    /// <summary>Columns whose values together name a row, as far as writers keep to it.</summary>
    public ImmutableArray<int> IdentifierFieldIds { get; }

    public int HighestFieldId => _index.Value.HighestId;

    /// <summary>Every field with its full name, parents before children: <c>st</c>, <c>st.x</c>, <c>li.element</c>, <c>m.key</c>.</summary>
    public ImmutableArray<(string Path, NestedField Field)> AllFields => _index.Value.All;

    public NestedField? Find(int id) => _index.Value.ById.TryGetValue(id, out var found) ? found.Field : null;

    /// <summary>By full name, exact case.</summary>
    public NestedField? Find(string path) => _index.Value.ByPath.GetValueOrDefault(path);

    /// <summary>By full name; without regard to case where no exact match exists and just one inexact does.</summary>
    public NestedField? FindIgnoringCase(string path)
    {
        if (Find(path) is { } exact)
        {
            return exact;
        }

        var matches = AllFields.Where(f => string.Equals(f.Path, path, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return matches.Count == 1 ? matches[0].Field : null;
    }

    public string? PathOf(int id) => _index.Value.ById.TryGetValue(id, out var found) ? found.Path : null;

    /// <summary>The field that holds it; null for top-level columns and unknown ids.</summary>
    public int? ParentOf(int id) => _index.Value.Parents.TryGetValue(id, out var parent) ? parent : null;

    public Schema WithId(int schemaId) => new(schemaId, Fields, IdentifierFieldIds);

    /// <summary>Equal but for the schema's own id.</summary>
    public bool HasSameColumns(Schema other) =>
        Struct == other.Struct && IdentifierFieldIds.Order().SequenceEqual(other.IdentifierFieldIds.Order());

    public bool Equals(Schema? other) => other is not null && SchemaId == other.SchemaId && HasSameColumns(other);

    public override bool Equals(object? obj) => Equals(obj as Schema);

    public override int GetHashCode() => HashCode.Combine(SchemaId, Struct);

    public override string ToString() => string.Join("; ", Fields);
}
