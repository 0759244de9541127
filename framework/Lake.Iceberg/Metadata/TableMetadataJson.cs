using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Metadata;

/// <summary>Reads table metadata of format 1 to 3. What cannot be read fails with <see cref="JsonException"/>.</summary>
internal static class TableMetadataJson
{
    public static TableMetadata Read(JsonElement json)
    {
        var version = json.RequiredInt("format-version");
        if (version is < 1 or > TableMetadata.NewestReadable)
        {
            throw IcebergRules.UnsupportedFormat.Error(
                null, $"The table has format version {version}; versions 1 to {TableMetadata.NewestReadable} can be read.");
        }

        var schemas = ReadSchemas(json, version);
        var specs = ReadSpecs(json);
        var snapshots = json.Items("snapshots").Select(SnapshotJson.Read).ToImmutableArray();
        var current = json.OptionalLong("current-snapshot-id") is { } id and not -1 ? id : (long?)null;
        var metadata = new TableMetadata
        {
            FormatVersion = version,
            TableUuid = version == 1 ? json.OptionalText("table-uuid") ?? "" : json.RequiredText("table-uuid"),
            Location = json.RequiredText("location").TrimEnd('/'),
            LastSequenceNumber = version == 1 ? json.OptionalLong("last-sequence-number") ?? 0 : json.RequiredLong("last-sequence-number"),
            LastUpdatedMs = json.RequiredLong("last-updated-ms"),
            LastColumnId = json.RequiredInt("last-column-id"),
            Schemas = schemas,
            CurrentSchemaId = json.OptionalInt("current-schema-id") ?? schemas[0].SchemaId,
            PartitionSpecs = specs,
            DefaultSpecId = json.OptionalInt("default-spec-id") ?? specs[0].SpecId,
            LastPartitionId = json.OptionalInt("last-partition-id")
                ?? specs.SelectMany(s => s.Fields).Select(f => f.FieldId).Append(PartitionSpec.LastIdOfUnpartitioned).Max(),
            SortOrders = json.Optional("sort-orders") is null ? [SortOrder.Unsorted] : [.. json.Items("sort-orders").Select(PartitionSpecJson.ReadSortOrder)],
            DefaultSortOrderId = json.OptionalInt("default-sort-order-id") ?? 0,
            Properties = json.Texts("properties"),
            CurrentSnapshotId = current,
            Snapshots = snapshots,
            Refs = SnapshotJson.ReadRefs(json, current),
            SnapshotLog = [.. json.Items("snapshot-log").Select(e => new SnapshotLogEntry(e.RequiredLong("timestamp-ms"), e.RequiredLong("snapshot-id")))],
            MetadataLog = [.. json.Items("metadata-log").Select(e => new MetadataLogEntry(e.RequiredLong("timestamp-ms"), e.RequiredText("metadata-file")))],
            Statistics = ReadStatistics(json, "statistics"),
            PartitionStatistics = ReadStatistics(json, "partition-statistics"),
            NextRowId = json.OptionalLong("next-row-id"),
            EncryptionKeys = json.Optional("encryption-keys") is { } keys && keys.GetArrayLength() > 0 ? keys.GetRawText() : null,
        };
        Check(metadata);
        return metadata;
    }

    private static ImmutableArray<Schema> ReadSchemas(JsonElement json, int version)
    {
        var schemas = json.Items("schemas").Select(SchemaJson.Read).ToImmutableArray();
        return !schemas.IsEmpty ? schemas
            : version == 1 ? [SchemaJson.Read(json.Required("schema"))]
            : throw new JsonException("'schemas' is missing or empty");
    }

    private static ImmutableArray<PartitionSpec> ReadSpecs(JsonElement json)
    {
        var specs = json.Items("partition-specs").Select(PartitionSpecJson.Read).ToImmutableArray();
        return !specs.IsEmpty ? specs : [new PartitionSpec(0, PartitionSpecJson.ReadFields(json.Items("partition-spec")))];
    }

    private static ImmutableArray<RawStatistics> ReadStatistics(JsonElement json, string name) =>
    [
        .. json.Items(name).Select(s => new RawStatistics(s.RequiredLong("snapshot-id"), s.RequiredText("statistics-path"), s.GetRawText())),
    ];

    private static void Check(TableMetadata metadata)
    {
        if (metadata.Schemas.All(s => s.SchemaId != metadata.CurrentSchemaId))
        {
            throw new JsonException($"the current schema {metadata.CurrentSchemaId} is not among the schemas");
        }

        if (metadata.PartitionSpecs.All(s => s.SpecId != metadata.DefaultSpecId))
        {
            throw new JsonException($"the default partition spec {metadata.DefaultSpecId} is not among the specs");
        }

        if (metadata.Schemas.SelectMany(s => s.AllFields.GroupBy(f => f.Field.Id)).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
        {
            throw new JsonException($"the columns {string.Join(" and ", twice.Select(f => $"'{f.Path}'"))} have one id, {twice.Key}");
        }

        if (metadata.PartitionSpecs.SelectMany(s => s.Fields).FirstOrDefault(f => metadata.FieldById(f.SourceId)?.Type is PrimitiveType type && !f.Transform.CanTransform(type)) is { } impossible)
        {
            throw new JsonException($"the partition field '{impossible.Name}' is {impossible.Transform} of a {metadata.FieldById(impossible.SourceId)?.Type}, which there is not");
        }

        if (metadata.CurrentSnapshotId is { } current && metadata.SnapshotById(current) is null)
        {
            throw new JsonException($"the current snapshot {current} is not among the snapshots");
        }

        if (metadata.Refs.FirstOrDefault(r => metadata.SnapshotById(r.Value.SnapshotId) is null) is { Key: { } name })
        {
            throw new JsonException($"the ref '{name}' points to a snapshot that does not exist");
        }
    }
}
