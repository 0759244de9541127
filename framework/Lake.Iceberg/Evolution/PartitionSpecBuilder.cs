using System.Collections.Immutable;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Text;

namespace Lake.Iceberg.Evolution;

/// <summary>Turns asked-for partition fields into a spec: finds the columns, gives ids and names, and holds the rules.</summary>
public static class PartitionSpecBuilder
{
    /// <param name="table">Where ids of equal fields are taken from; null for a new table.</param>
    /// <param name="schema">With the table's own field ids.</param>
    public static PartitionSpec Build(TableMetadata? table, Schema schema, ImmutableArray<PartitionBy> fields)
    {
        var last = table?.LastPartitionId ?? PartitionSpec.LastIdOfUnpartitioned;
        var old = table?.PartitionSpecs.SelectMany(s => s.Fields).ToList() ?? [];
        var result = new List<PartitionField>();
        foreach (var asked in fields)
        {
            var source = Source(schema, asked);
            var column = schema.PathOf(source.Id) ?? asked.Column;
            var same = old.LastOrDefault(f => f.SourceId == source.Id && f.Transform == asked.Transform
                && (asked.Name is null || f.Name == asked.Name));
            var name = asked.Name ?? same?.Name ?? asked.Transform.DefaultName(column);
            CheckName(schema, source, asked, name, result);
            result.Add(new PartitionField(source.Id, same?.FieldId ?? ++last, name, asked.Transform));
        }

        return new PartitionSpec(0, [.. result]);
    }

    private static NestedField Source(Schema schema, PartitionBy asked)
    {
        var source = schema.FindIgnoringCase(asked.Column) ?? throw IcebergRules.InvalidPartitioning.Error(
            null,
            $"The partition field {Describe(asked)} names no column of the table.",
            Spelling.Hint(asked.Column, schema.AllFields.Select(f => f.Path)));
        if (source.Type is not PrimitiveType type || !asked.Transform.CanTransform(type))
        {
            throw IcebergRules.UnsupportedTransform.Error(
                null, $"A column of type {source.Type} cannot be partitioned by {Describe(asked)}.");
        }

        for (var id = schema.ParentOf(source.Id); id is { } parent; id = schema.ParentOf(parent))
        {
            if (schema.Find(parent)?.Type is not StructType)
            {
                throw IcebergRules.InvalidPartitioning.Error(
                    null, $"The partition field {Describe(asked)} lies inside a list or map, which has many values a row.");
            }
        }

        return asked.Transform.IsWritable ? source : throw IcebergRules.UnsupportedTransform.Error(
            null,
            $"There is no partition transform '{asked.Transform}'.",
            "use identity, bucket[n], truncate[n], year, month, day or hour");
    }

    private static void CheckName(Schema schema, NestedField source, PartitionBy asked, string name, List<PartitionField> others)
    {
        if (others.Exists(f => f.Name == name))
        {
            throw IcebergRules.InvalidPartitioning.Error(null, $"Two partition fields are named '{name}'.");
        }

        if (asked.Transform is TimeTransform && others.Exists(f => f.SourceId == source.Id && f.Transform is TimeTransform))
        {
            throw IcebergRules.InvalidPartitioning.Error(
                null, $"'{asked.Column}' is partitioned by two units of time.", "keep the smaller unit alone");
        }

        if (schema.Find(name) is { } column && (column.Id != source.Id || asked.Transform is not IdentityTransform))
        {
            throw IcebergRules.InvalidPartitioning.Error(
                null, $"The partition field {Describe(asked)} would be named '{name}' as a column is.", "rename the column");
        }
    }

    private static string Describe(PartitionBy field) =>
        field.Transform is IdentityTransform ? $"'{field.Column}'" : $"{field.Transform}({field.Column})";
}
