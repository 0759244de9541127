using System.Globalization;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>The FIELD_IDS option of COPY.</summary>
internal static class FieldIds
{
    public static string Of(Schema schema) => Members(schema.Fields, null);

    private static string Members(IEnumerable<NestedField> fields, int? own)
    {
        var members = fields.Select(field => $"{SqlText.Identifier(field.Name)}: {Value(field)}");
        return "{" + string.Join(", ", own is { } id ? members.Prepend($"__duckdb_field_id: {Number(id)}") : members) + "}";
    }

    private static string Value(NestedField field) => field.Type switch
    {
        StructType s => Members(s.Fields, field.Id),
        ListType l => Members([l.ElementField], field.Id),
        MapType m => Members([m.KeyField, m.ValueField], field.Id),
        _ => Number(field.Id),
    };

    private static string Number(int id) => id.ToString(CultureInfo.InvariantCulture);
}
