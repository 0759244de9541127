using System.Globalization;
using Lake.Iceberg.Avro;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Manifests;

/// <summary>Writes a manifest list of format 2 or 3.</summary>
internal static class ManifestListWriter
{
    /// <summary>Of format 2; what format 3 adds stands at the end.</summary>
    private const string Fields =
        """
        {"type":"record","name":"manifest_file","fields":[
        {"name":"manifest_path","type":"string","field-id":500},
        {"name":"manifest_length","type":"long","field-id":501},
        {"name":"partition_spec_id","type":"int","field-id":502},
        {"name":"content","type":"int","field-id":517},
        {"name":"sequence_number","type":"long","field-id":515},
        {"name":"min_sequence_number","type":"long","field-id":516},
        {"name":"added_snapshot_id","type":"long","field-id":503},
        {"name":"added_files_count","type":"int","field-id":504},
        {"name":"existing_files_count","type":"int","field-id":505},
        {"name":"deleted_files_count","type":"int","field-id":506},
        {"name":"added_rows_count","type":"long","field-id":512},
        {"name":"existing_rows_count","type":"long","field-id":513},
        {"name":"deleted_rows_count","type":"long","field-id":514},
        {"name":"partitions","type":["null",{"type":"array","items":{"type":"record","name":"r508","fields":[
        {"name":"contains_null","type":"boolean","field-id":509},
        {"name":"contains_nan","type":["null","boolean"],"default":null,"field-id":518},
        {"name":"lower_bound","type":["null","bytes"],"default":null,"field-id":510},
        {"name":"upper_bound","type":["null","bytes"],"default":null,"field-id":511}]},"element-id":508}],"default":null,"field-id":507},
        {"name":"key_metadata","type":["null","bytes"],"default":null,"field-id":519}
        """;

    private const string RowIdField =
        """
        ,{"name":"first_row_id","type":["null","long"],"default":null,"field-id":520}
        """;

    /// <param name="snapshot">Its manifest list is written to its <see cref="Snapshot.ManifestList"/>.</param>
    public static void Write(IFileIO io, Snapshot snapshot, IEnumerable<ManifestFile> manifests, int formatVersion)
    {
        var hasRowIds = formatVersion >= 3;
        var file = new AvroFileWriter(
            Fields + (hasRowIds ? RowIdField : "") + "]}",
            [
                new("snapshot-id", snapshot.SnapshotId.ToString(CultureInfo.InvariantCulture)),
                new("parent-snapshot-id", snapshot.ParentSnapshotId?.ToString(CultureInfo.InvariantCulture) ?? "null"),
                new("sequence-number", snapshot.SequenceNumber.ToString(CultureInfo.InvariantCulture)),
                new("format-version", formatVersion.ToString(CultureInfo.InvariantCulture)),
                .. RowIds(snapshot),
            ]);
        foreach (var manifest in manifests)
        {
            file.Append(avro =>
            {
                Row(avro, manifest);
                if (hasRowIds)
                {
                    avro.OptionalLong(manifest.FirstRowId);
                }
            });
        }

        io.Write(snapshot.ManifestList, file.Finish(), durable: false);
    }

    private static IEnumerable<KeyValuePair<string, string>> RowIds(Snapshot snapshot) =>
        snapshot.FirstRowId is { } first ? [new("first-row-id", first.ToString(CultureInfo.InvariantCulture))] : [];

    private static void Row(AvroEncoder avro, ManifestFile manifest)
    {
        avro.String(manifest.Path);
        avro.Long(manifest.Length);
        avro.Long(manifest.SpecId);
        avro.Long(manifest.IsDeletes ? 1 : 0);
        avro.Long(manifest.SequenceNumber);
        avro.Long(manifest.MinSequenceNumber);
        avro.Long(manifest.AddedSnapshotId);
        avro.Long(manifest.AddedFiles.GetValueOrDefault());
        avro.Long(manifest.ExistingFiles.GetValueOrDefault());
        avro.Long(manifest.DeletedFiles.GetValueOrDefault());
        avro.Long(manifest.AddedRows.GetValueOrDefault());
        avro.Long(manifest.ExistingRows.GetValueOrDefault());
        avro.Long(manifest.DeletedRows.GetValueOrDefault());
        if (avro.Optional(!manifest.Partitions.IsEmpty))
        {
            avro.Array(manifest.Partitions, summary => Summary(avro, summary));
        }

        if (avro.Optional(manifest.KeyMetadata is not null))
        {
            avro.Bytes(manifest.KeyMetadata);
        }
    }

    private static void Summary(AvroEncoder avro, FieldSummary summary)
    {
        avro.Boolean(summary.ContainsNull);
        if (avro.Optional(summary.ContainsNan is not null))
        {
            avro.Boolean(summary.ContainsNan.GetValueOrDefault());
        }

        OptionalBytes(avro, summary.LowerBound);
        OptionalBytes(avro, summary.UpperBound);
    }

    private static void OptionalBytes(AvroEncoder avro, byte[]? bytes)
    {
        if (avro.Optional(bytes is not null))
        {
            avro.Bytes(bytes);
        }
    }
}
