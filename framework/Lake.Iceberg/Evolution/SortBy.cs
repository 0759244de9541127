using System.Collections.Immutable;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Text;

namespace Lake.Iceberg.Evolution;

/// <summary>A sort field that somebody asks for, by column name.</summary>
/// <param name="Column">Full name of a primitive column.</param>
public sealed record SortBy(string Column, Transform Transform, SortDirection Direction, NullOrder Nulls)
{
    /// <summary>The order by the schema's ids. Fails with <see cref="IcebergRules.InvalidSchema"/> for columns that cannot be sorted by.</summary>
    internal static SortOrder Order(Schema schema, ImmutableArray<SortBy> fields) => fields.IsEmpty
        ? SortOrder.Unsorted
        : new SortOrder(1, [.. fields.Select(field => new SortField(Source(schema, field).Id, field.Transform, field.Direction, field.Nulls))]);

    private static NestedField Source(Schema schema, SortBy field)
    {
        var source = schema.FindIgnoringCase(field.Column) ?? throw IcebergRules.InvalidSchema.Error(
            null, $"There is no column '{field.Column}' to sort by.", Spelling.Hint(field.Column, schema.AllFields.Select(f => f.Path)));
        return source.Type is PrimitiveType type && field.Transform.CanTransform(type)
            ? source
            : throw IcebergRules.InvalidSchema.Error(null, $"Rows cannot be sorted by {field.Transform}({field.Column}), which is a {source.Type}.");
    }
}
