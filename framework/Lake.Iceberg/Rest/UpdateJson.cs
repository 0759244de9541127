using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Rest;

/// <summary>Updates of a table as the REST protocol writes them.</summary>
internal static class UpdateJson
{
    public static void Write(Utf8JsonWriter json, TableUpdate update)
    {
        json.WriteStartObject();
        json.WriteString("action", ActionOf(update));
        WriteMembers(json, update);
        json.WriteEndObject();
    }

    /// <summary>Unknown ones fail with <see cref="JsonException"/>: to leave one out would publish half a commit.</summary>
    public static TableUpdate Read(JsonElement json) => json.RequiredText("action") switch
    {
        "assign-uuid" => new AssignUuid(json.RequiredText("uuid")),
        "upgrade-format-version" => new UpgradeFormatVersion(json.RequiredInt("format-version")),
        "set-location" => new SetLocation(json.RequiredText("location")),
        "add-schema" => ReadSchema(json),
        "set-current-schema" => new SetCurrentSchema(json.RequiredInt("schema-id")),
        "add-spec" => new AddPartitionSpec(PartitionSpecJson.Read(json.Required("spec"))),
        "set-default-spec" => new SetDefaultSpec(json.RequiredInt("spec-id")),
        "add-sort-order" => new AddSortOrder(PartitionSpecJson.ReadSortOrder(json.Required("sort-order"))),
        "set-default-sort-order" => new SetDefaultSortOrder(json.RequiredInt("sort-order-id")),
        "add-snapshot" => new AddSnapshot(SnapshotJson.Read(json.Required("snapshot"))),
        "set-snapshot-ref" => new SetSnapshotRef(json.RequiredText("ref-name"), SnapshotJson.ReadRef(json)),
        "remove-snapshot-ref" => new RemoveSnapshotRef(json.RequiredText("ref-name")),
        "remove-snapshots" => new RemoveSnapshots([.. json.Items("snapshot-ids").Select(i => i.GetInt64())]),
        "set-properties" => new SetProperties(json.Texts(json.Optional("updates") is null ? "updated" : "updates")),
        "remove-properties" => new RemoveProperties([.. json.Items(json.Optional("removals") is null ? "removed" : "removals").Select(i => i.GetString() ?? "")]),
        "set-statistics" => new SetStatistics(ReadStatistics(json.Required("statistics"))),
        "remove-statistics" => new RemoveStatistics(json.RequiredLong("snapshot-id")),
        "set-partition-statistics" => new SetPartitionStatistics(ReadStatistics(json.Required("partition-statistics"))),
        "remove-partition-statistics" => new RemovePartitionStatistics(json.RequiredLong("snapshot-id")),
        "remove-partition-specs" => new RemovePartitionSpecs([.. json.Items("spec-ids").Select(i => i.GetInt32())]),
        "remove-schemas" => new RemoveSchemas([.. json.Items("schema-ids").Select(i => i.GetInt32())]),
        var action => throw new JsonException($"the update '{action}' is unknown here"),
    };

    private static string ActionOf(TableUpdate update) => update switch
    {
        AssignUuid => "assign-uuid",
        UpgradeFormatVersion => "upgrade-format-version",
        SetLocation => "set-location",
        AddSchema => "add-schema",
        SetCurrentSchema => "set-current-schema",
        AddPartitionSpec => "add-spec",
        SetDefaultSpec => "set-default-spec",
        AddSortOrder => "add-sort-order",
        SetDefaultSortOrder => "set-default-sort-order",
        AddSnapshot => "add-snapshot",
        SetSnapshotRef => "set-snapshot-ref",
        RemoveSnapshotRef => "remove-snapshot-ref",
        RemoveSnapshots => "remove-snapshots",
        SetProperties => "set-properties",
        RemoveProperties => "remove-properties",
        SetStatistics => "set-statistics",
        RemoveStatistics => "remove-statistics",
        SetPartitionStatistics => "set-partition-statistics",
        RemovePartitionStatistics => "remove-partition-statistics",
        RemovePartitionSpecs => "remove-partition-specs",
        RemoveSchemas => "remove-schemas",
        _ => throw new ArgumentException($"{update.GetType().Name} is not an update of the REST protocol."),
    };

    private static void WriteMembers(Utf8JsonWriter json, TableUpdate update)
    {
        if (Number(update) is var (name, number))
        {
            json.WriteNumber(name, number);
        }
        else if (Text(update) is var (key, text))
        {
            json.WriteString(key, text);
        }
        else
        {
            WriteContent(json, update);
        }
    }

    private static (string Name, long Value)? Number(TableUpdate update) => update switch
    {
        UpgradeFormatVersion u => ("format-version", u.FormatVersion),
        SetCurrentSchema u => ("schema-id", u.SchemaId),
        SetDefaultSpec u => ("spec-id", u.SpecId),
        SetDefaultSortOrder u => ("sort-order-id", u.SortOrderId),
        RemoveStatistics u => ("snapshot-id", u.SnapshotId),
        RemovePartitionStatistics u => ("snapshot-id", u.SnapshotId),
        _ => null,
    };

    private static (string Name, string Value)? Text(TableUpdate update) => update switch
    {
        AssignUuid u => ("uuid", u.Uuid),
        SetLocation u => ("location", u.Location),
        RemoveSnapshotRef u => ("ref-name", u.Name),
        _ => null,
    };

    private static void WriteContent(Utf8JsonWriter json, TableUpdate update)
    {
        switch (update)
        {
            case AddSchema u:
                WriteObject(json, "schema", j => SchemaJson.Write(j, u.Schema));
                json.WriteNumber("last-column-id", u.LastColumnId);
                break;
            case AddPartitionSpec u: WriteObject(json, "spec", j => PartitionSpecJson.Write(j, u.Spec)); break;
            case AddSortOrder u: WriteObject(json, "sort-order", j => PartitionSpecJson.Write(j, u.SortOrder)); break;
            case AddSnapshot u: WriteObject(json, "snapshot", j => SnapshotJson.Write(j, u.Snapshot)); break;
            case SetSnapshotRef u:
                json.WriteString("ref-name", u.Name);
                SnapshotJson.WriteRefMembers(json, u.Ref);
                break;
            case RemoveSnapshots u: WriteNumbers(json, "snapshot-ids", u.SnapshotIds); break;
            case SetProperties u: WriteTexts(json, "updates", u.Updates); break;
            case RemoveProperties u: WriteTexts(json, "removals", u.Removals); break;
            case SetStatistics u:
                json.WriteNumber("snapshot-id", u.Statistics.SnapshotId);
                WriteObject(json, "statistics", j => j.WriteRawValue(u.Statistics.Json));
                break;
            case SetPartitionStatistics u: WriteObject(json, "partition-statistics", j => j.WriteRawValue(u.Statistics.Json)); break;
            case RemovePartitionSpecs u: WriteNumbers(json, "spec-ids", u.SpecIds.Select(i => (long)i)); break;
            case RemoveSchemas u: WriteNumbers(json, "schema-ids", u.SchemaIds.Select(i => (long)i)); break;
        }
    }

    private static AddSchema ReadSchema(JsonElement json)
    {
        var schema = SchemaJson.Read(json.Required("schema"));
        return new AddSchema(schema, json.OptionalInt("last-column-id") ?? schema.HighestFieldId);
    }

    private static RawStatistics ReadStatistics(JsonElement json) => new(json.RequiredLong("snapshot-id"), json.RequiredText("statistics-path"), json.GetRawText());

    private static void WriteObject(Utf8JsonWriter json, string name, Action<Utf8JsonWriter> content)
    {
        json.WritePropertyName(name);
        content(json);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
