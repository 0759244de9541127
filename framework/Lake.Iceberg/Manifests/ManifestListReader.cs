using System.Collections.Immutable;
using Lake.Iceberg.Avro;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Manifests;

/// <summary>Which manifests a snapshot has.</summary>
public static class ManifestListReader
{
    public static ImmutableArray<ManifestFile> Read(IFileIO io, Snapshot snapshot)
    {
        if (snapshot.ManifestList.Length == 0)
        {
            // Format 1 may name the manifests in the metadata itself and say nothing about them.
            return [.. snapshot.Manifests.Select(path => new ManifestFile { Path = path, SpecId = -1, AddedSnapshotId = snapshot.SnapshotId })];
        }

        return AvroSource.Read(io, snapshot.ManifestList, "manifest list", file => file.Records.Select(Row).ToImmutableArray());
    }

    private static ManifestFile Row(AvroRecord row) => new()
    {
        Path = row.GetString(500, "manifest_path") ?? throw new InvalidDataException("a manifest has no path"),
        Length = row.GetLong(501, "manifest_length") ?? 0,
        SpecId = row.GetInt(502, "partition_spec_id") ?? 0,
        IsDeletes = row.GetInt(517, "content") == 1,
        SequenceNumber = row.GetLong(515, "sequence_number") ?? 0,
        MinSequenceNumber = row.GetLong(516, "min_sequence_number") ?? 0,
        AddedSnapshotId = row.GetLong(503, "added_snapshot_id") ?? 0,
        AddedFiles = row.GetInt(504, "added_files_count") ?? row.GetInt(504, "added_data_files_count"),
        ExistingFiles = row.GetInt(505, "existing_files_count") ?? row.GetInt(505, "existing_data_files_count"),
        DeletedFiles = row.GetInt(506, "deleted_files_count") ?? row.GetInt(506, "deleted_data_files_count"),
        AddedRows = row.GetLong(512, "added_rows_count"),
        ExistingRows = row.GetLong(513, "existing_rows_count"),
        DeletedRows = row.GetLong(514, "deleted_rows_count"),
        Partitions = [.. (row.GetList(507, "partitions") ?? []).OfType<AvroRecord>().Select(Summary)],
        KeyMetadata = row.GetBytes(519, "key_metadata"),
        FirstRowId = row.GetLong(520, "first_row_id"),
    };

    private static FieldSummary Summary(AvroRecord row) => new(
        row.GetBoolean(509, "contains_null") ?? true,
        row.GetBoolean(518, "contains_nan"),
        row.GetBytes(510, "lower_bound"),
        row.GetBytes(511, "upper_bound"));
}
