using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Metadata;

/// <summary>Writes table metadata with the members in the order other writers have them.</summary>
internal static class TableMetadataWriter
{
    public static void Write(Utf8JsonWriter json, TableMetadata table)
    {
        json.WriteStartObject();
        json.WriteNumber("format-version", table.FormatVersion);
        json.WriteString("table-uuid", table.TableUuid);
        json.WriteString("location", table.Location);
        if (table.FormatVersion > 1)
        {
            json.WriteNumber("last-sequence-number", table.LastSequenceNumber);
        }

        json.WriteNumber("last-updated-ms", table.LastUpdatedMs);
        WriteColumns(json, table);
        json.WriteStartObject("properties");
        foreach (var (name, value) in table.Properties)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        WriteSnapshots(json, table);
        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, TableMetadata table)
    {
        json.WriteNumber("last-column-id", table.LastColumnId);
        if (table.FormatVersion == 1)
        {
            json.WritePropertyName("schema");
            SchemaJson.Write(json, table.Schema);
        }

        json.WriteNumber("current-schema-id", table.CurrentSchemaId);
        WriteArray(json, "schemas", table.Schemas, SchemaJson.Write);
        if (table.FormatVersion == 1)
        {
            json.WritePropertyName("partition-spec");
            json.WriteRawValue(PartitionSpecJson.WriteFields(table.Spec));
        }

        json.WriteNumber("default-spec-id", table.DefaultSpecId);
        WriteArray(json, "partition-specs", table.PartitionSpecs, PartitionSpecJson.Write);
        json.WriteNumber("last-partition-id", table.LastPartitionId);
        json.WriteNumber("default-sort-order-id", table.DefaultSortOrderId);
        WriteArray(json, "sort-orders", table.SortOrders, PartitionSpecJson.Write);
    }

    private static void WriteSnapshots(Utf8JsonWriter json, TableMetadata table)
    {
        if (table.CurrentSnapshotId is null && table.FormatVersion >= 3)
        {
            json.WriteNull("current-snapshot-id");
        }
        else
        {
            // Older readers demand a number where there is no snapshot.
            json.WriteNumber("current-snapshot-id", table.CurrentSnapshotId ?? -1);
        }

        if (table.NextRowId is { } next)
        {
            json.WriteNumber("next-row-id", next);
        }

        if (table.EncryptionKeys is { } keys)
        {
            json.WritePropertyName("encryption-keys");
            json.WriteRawValue(keys);
        }

        json.WriteStartObject("refs");
        foreach (var (name, reference) in table.Refs)
        {
            json.WritePropertyName(name);
            SnapshotJson.WriteRef(json, reference);
        }

        json.WriteEndObject();
        WriteArray(json, "snapshots", table.Snapshots, SnapshotJson.Write);
        WriteArray(json, "statistics", table.Statistics, (j, s) => j.WriteRawValue(s.Json));
        WriteArray(json, "partition-statistics", table.PartitionStatistics, (j, s) => j.WriteRawValue(s.Json));
        WriteArray(json, "snapshot-log", table.SnapshotLog, (j, e) =>
        {
            j.WriteStartObject();
            j.WriteNumber("timestamp-ms", e.TimestampMs);
            j.WriteNumber("snapshot-id", e.SnapshotId);
            j.WriteEndObject();
        });
        WriteArray(json, "metadata-log", table.MetadataLog, (j, e) =>
        {
            j.WriteStartObject();
            j.WriteNumber("timestamp-ms", e.TimestampMs);
            j.WriteString("metadata-file", e.MetadataFile);
            j.WriteEndObject();
        });
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
