using System.Collections.Immutable;
using Lake.Iceberg.Avro;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Manifests;

/// <summary>The files of a manifest.</summary>
public static class ManifestReader
{
    /// <summary>All entries, deleted ones included, with what they inherit from the manifest list filled in.</summary>
    public static ImmutableArray<ManifestEntry> Read(IFileIO io, TableMetadata table, ManifestFile manifest) =>
        AvroSource.Read(io, manifest.Path, "manifest", file =>
        {
            var specId = manifest.SpecId >= 0 ? manifest.SpecId
                : int.TryParse(file.Text("partition-spec-id"), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id
                : table.DefaultSpecId;
            var converter = new DataFileReader(table.SpecById(specId), table);
            return WithRowIds(file.Records.Select(r => Inherit(Entry(r, converter), manifest)), manifest).ToImmutableArray();
        });

    /// <summary>Live data files without a row id of their own share out the ids of their manifest, in order.</summary>
    private static IEnumerable<ManifestEntry> WithRowIds(IEnumerable<ManifestEntry> entries, ManifestFile manifest)
    {
        var next = manifest.FirstRowId;
        foreach (var entry in entries)
        {
            if (next is { } id && entry is { IsLive: true, File: { Content: FileContent.Data, FirstRowId: null } file })
            {
                next = id + file.RecordCount;
                yield return entry with { File = file with { FirstRowId = id } };
            }
            else
            {
                yield return entry;
            }
        }
    }

    private static ManifestEntry Entry(AvroRecord row, DataFileReader converter)
    {
        var status = row.GetInt(0, "status") ?? (int)EntryStatus.Existing;
        return new ManifestEntry(
            status is >= 0 and <= 2 ? (EntryStatus)status : throw new InvalidDataException($"an entry has the unknown status {status}"),
            row.GetLong(1, "snapshot_id"),
            row.GetLong(3, "sequence_number"),
            row.GetLong(4, "file_sequence_number"),
            converter.Read(row.GetRecord(2, "data_file") ?? throw new InvalidDataException("an entry has no data file")));
    }

    /// <summary>
    /// Only added files may leave their sequence numbers out; manifests of format 1 have none, which is 0.
    /// </summary>
    private static ManifestEntry Inherit(ManifestEntry entry, ManifestFile manifest)
    {
        var inherited = entry.Status == EntryStatus.Added || manifest.SequenceNumber == 0 ? manifest.SequenceNumber : (long?)null;
        return entry with
        {
            SnapshotId = entry.SnapshotId ?? manifest.AddedSnapshotId,
            SequenceNumber = entry.SequenceNumber ?? inherited ?? 0,
            FileSequenceNumber = entry.FileSequenceNumber ?? inherited,
        };
    }
}
