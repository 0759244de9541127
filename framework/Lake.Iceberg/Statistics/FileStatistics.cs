using System.Collections.Immutable;
using System.Text;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Statistics;

/// <summary>Turns what a writer reports about a file into what manifests hold.</summary>
public static class FileStatistics
{
    private const int FilePathId = 2147483546;
    private const int PositionId = 2147483545;

    /// <summary>Columns that the table does not have are left out, and as much of the others as its properties ask for.</summary>
    public static ColumnMetrics Convert(TableMetadata table, IEnumerable<ColumnStatistics> columns)
    {
        var builder = new MetricsBuilder();
        var positions = table.Schema.AllFields.Where(f => f.Field.Type is PrimitiveType)
            .Select((f, i) => (f.Field.Id, Position: i)).ToDictionary(f => f.Id, f => f.Position);
        foreach (var column in columns)
        {
            if (Find(table.Schema, ColumnPath.Split(column.Path)) is { Type: PrimitiveType type } field)
            {
                var path = table.Schema.PathOf(field.Id) ?? field.Name;
                var mode = MetricsMode.Of(table.Properties, path, positions[field.Id]);

                // Other readers need the counts of these to keep nulls apart from the values below all others.
                var needed = table.Spec.Fields.Any(f => f.SourceId == field.Id) ? mode with { Counts = true } : mode;
                builder.Add(field.Id, type, column, needed, IsRepeated(table.Schema, field.Id));
            }
        }

        return builder.Build();
    }

    /// <summary>Of a file of position deletes; its bounds are never shortened, as readers find the data file by them.</summary>
    public static ColumnMetrics OfPositionDeletes(string minPath, string maxPath, long minPosition, long maxPosition, long rows) => new()
    {
        ValueCounts = Pair(rows, rows),
        NullValueCounts = Pair(0L, 0L),
        LowerBounds = Pair(Encoding.UTF8.GetBytes(minPath), SingleValue.Encode(PrimitiveType.Long, minPosition)),
        UpperBounds = Pair(Encoding.UTF8.GetBytes(maxPath), SingleValue.Encode(PrimitiveType.Long, maxPosition)),
    };

    private static ImmutableSortedDictionary<int, T> Pair<T>(T path, T position) =>
        ImmutableSortedDictionary<int, T>.Empty.Add(FilePathId, path).Add(PositionId, position);

    private static NestedField? Find(Schema schema, IReadOnlyList<string> path)
    {
        NestedField? found = null;
        IReadOnlyList<NestedField> level = schema.Fields;
        foreach (var name in path)
        {
            found = level.FirstOrDefault(f => f.Name == name);
            if (found is null)
            {
                return null;
            }

            level = SchemaIndex.Children(found.Type).ToList();
        }

        return found;
    }

    /// <summary>Values inside lists and maps are counted but have no bounds.</summary>
    private static bool IsRepeated(Schema schema, int id) => schema.ParentOf(id) is { } parent
        && (schema.Find(parent)?.Type is not StructType || IsRepeated(schema, parent));
}
