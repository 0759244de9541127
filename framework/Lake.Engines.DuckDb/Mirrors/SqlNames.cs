using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>Iceberg tells names apart by case, SQL does not: of columns that SQL would mix up the later ones get a number.</summary>
internal static class SqlNames
{
    public static Schema Of(Schema schema)
    {
        var names = ColumnPlan.Distinct([.. schema.Fields.Select(field => new RelationColumn(field.Name, ""))]);
        return new Schema(schema.SchemaId, [.. schema.Fields.Select((field, i) => field with { Name = names[i].Name })], schema.IdentifierFieldIds);
    }
}
