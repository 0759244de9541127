using System.Collections.Immutable;

namespace Lake.Iceberg.Schemas;

/// <summary>A schema's fields by id and by full name.</summary>
internal sealed class SchemaIndex
{
    public SchemaIndex(StructType root)
    {
        var all = ImmutableArray.CreateBuilder<(string, NestedField)>();
        Visit(root, "", null, all);
        All = all.ToImmutable();
    }

    public int HighestId { get; private set; }

    public ImmutableArray<(string Path, NestedField Field)> All { get; }

    public Dictionary<int, (string Path, NestedField Field)> ById { get; } = [];

    public Dictionary<string, NestedField> ByPath { get; } = new(StringComparer.Ordinal);

    public Dictionary<int, int> Parents { get; } = [];

    private void Visit(IcebergType type, string prefix, int? parent, ImmutableArray<(string, NestedField)>.Builder all)
    {
        foreach (var field in Children(type))
        {
            var path = prefix + field.Name;
            all.Add((path, field));
            ById[field.Id] = (path, field);
            ByPath.TryAdd(path, field);
            if (parent is { } id)
            {
                Parents[field.Id] = id;
            }

            HighestId = Math.Max(HighestId, field.Id);
            Visit(field.Type, path + ".", field.Id, all);
        }
    }

    internal static IEnumerable<NestedField> Children(IcebergType type) => type switch
    {
        StructType s => s.Fields,
        ListType l => [l.ElementField],
        MapType m => [m.KeyField, m.ValueField],
        _ => [],
    };
}
