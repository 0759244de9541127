using System.Text.Json;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Rest;

/// <summary>Requirements of a commit as the REST protocol writes them.</summary>
internal static class RequirementJson
{
    public static void Write(Utf8JsonWriter json, TableRequirement requirement)
    {
        json.WriteStartObject();
        switch (requirement)
        {
            case AssertCreate:
                json.WriteString("type", "assert-create");
                break;
            case AssertTableUuid r:
                json.WriteString("type", "assert-table-uuid");
                json.WriteString("uuid", r.Uuid);
                break;
            case AssertRefSnapshotId r:
                json.WriteString("type", "assert-ref-snapshot-id");
                json.WriteString("ref", r.Ref);
                if (r.SnapshotId is { } snapshot)
                {
                    json.WriteNumber("snapshot-id", snapshot);
                }
                else
                {
                    json.WriteNull("snapshot-id");
                }

                break;
            default:
                var (type, member, value) = Number(requirement);
                json.WriteString("type", type);
                json.WriteNumber(member, value);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>Unknown ones fail with <see cref="JsonException"/>: nobody could say that they hold.</summary>
    public static TableRequirement Read(JsonElement json) => json.RequiredText("type") switch
    {
        "assert-create" => new AssertCreate(),
        "assert-table-uuid" => new AssertTableUuid(json.RequiredText("uuid")),
        "assert-ref-snapshot-id" => new AssertRefSnapshotId(json.RequiredText("ref"), json.OptionalLong("snapshot-id")),
        "assert-last-assigned-field-id" => new AssertLastAssignedFieldId(json.RequiredInt("last-assigned-field-id")),
        "assert-current-schema-id" => new AssertCurrentSchemaId(json.RequiredInt("current-schema-id")),
        "assert-last-assigned-partition-id" => new AssertLastAssignedPartitionId(json.RequiredInt("last-assigned-partition-id")),
        "assert-default-spec-id" => new AssertDefaultSpecId(json.RequiredInt("default-spec-id")),
        "assert-default-sort-order-id" => new AssertDefaultSortOrderId(json.RequiredInt("default-sort-order-id")),
        var type => throw new JsonException($"the requirement '{type}' is unknown here"),
    };

    private static (string Type, string Member, int Value) Number(TableRequirement requirement) => requirement switch
    {
        AssertLastAssignedFieldId r => ("assert-last-assigned-field-id", "last-assigned-field-id", r.LastAssignedFieldId),
        AssertCurrentSchemaId r => ("assert-current-schema-id", "current-schema-id", r.CurrentSchemaId),
        AssertLastAssignedPartitionId r => ("assert-last-assigned-partition-id", "last-assigned-partition-id", r.LastAssignedPartitionId),
        AssertDefaultSpecId r => ("assert-default-spec-id", "default-spec-id", r.DefaultSpecId),
        AssertDefaultSortOrderId r => ("assert-default-sort-order-id", "default-sort-order-id", r.DefaultSortOrderId),
        _ => throw new ArgumentException($"{requirement.GetType().Name} is not a requirement of the REST protocol."),
    };
}
