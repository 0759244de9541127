using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Partitioning;

/// <summary>Partition specs and sort orders as JSON. What cannot be read fails with <see cref="JsonException"/>.</summary>
public static class PartitionSpecJson
{
    /// <summary>The bare list of fields, as manifests carry it.</summary>
    public static string WriteFields(PartitionSpec spec) => JsonText.Write(json => WriteFields(json, spec));

    public static void Write(Utf8JsonWriter json, PartitionSpec spec)
    {
        json.WriteStartObject();
        json.WriteNumber("spec-id", spec.SpecId);
        json.WritePropertyName("fields");
        WriteFields(json, spec);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, SortOrder order)
    {
        json.WriteStartObject();
        json.WriteNumber("order-id", order.OrderId);
        json.WriteStartArray("fields");
        foreach (var field in order.Fields)
        {
            json.WriteStartObject();
            json.WriteString("transform", field.Transform.ToString());
            json.WriteNumber("source-id", field.SourceId);
            json.WriteString("direction", field.Direction == SortDirection.Ascending ? "asc" : "desc");
            json.WriteString("null-order", field.Nulls == NullOrder.First ? "nulls-first" : "nulls-last");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static PartitionSpec Read(JsonElement json) => new(json.OptionalInt("spec-id") ?? 0, ReadFields(json.Items("fields")));

    /// <summary>Fields without ids, as old tables have them, are numbered from 1000.</summary>
    public static ImmutableArray<PartitionField> ReadFields(IEnumerable<JsonElement> fields) =>
    [
        .. fields.Select((f, i) =>
        {
            var sources = f.Items("source-ids").Select(s => s.GetInt32()).ToImmutableArray();
            return new PartitionField(
                sources.IsEmpty ? f.RequiredInt("source-id") : sources[0],
                f.OptionalInt("field-id") ?? PartitionSpec.LastIdOfUnpartitioned + 1 + i,
                f.RequiredText("name"),
                Transform.Parse(f.RequiredText("transform")))
            {
                SourceIds = sources,
            };
        }),
    ];

    public static SortOrder ReadSortOrder(JsonElement json) => new(
        json.RequiredInt("order-id"),
        [
            .. json.Items("fields").Select(f => new SortField(
                f.OptionalInt("source-id") ?? f.Items("source-ids").First().GetInt32(),
                Transform.Parse(f.RequiredText("transform")),
                f.OptionalText("direction") == "desc" ? SortDirection.Descending : SortDirection.Ascending,
                f.OptionalText("null-order") == "nulls-last" ? NullOrder.Last : NullOrder.First)),
        ]);

    private static void WriteFields(Utf8JsonWriter json, PartitionSpec spec)
    {
        json.WriteStartArray();
        foreach (var field in spec.Fields)
        {
            json.WriteStartObject();
            if (field.SourceIds.IsEmpty)
            {
                json.WriteNumber("source-id", field.SourceId);
            }
            else
            {
                json.WriteStartArray("source-ids");
                foreach (var id in field.SourceIds)
                {
                    json.WriteNumberValue(id);
                }

                json.WriteEndArray();
            }

            json.WriteNumber("field-id", field.FieldId);
            json.WriteString("name", field.Name);
            json.WriteString("transform", field.Transform.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
