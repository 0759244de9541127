using System.Collections.Immutable;
using System.Globalization;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <summary>
/// Makes one snapshot: manifests for what is new, rewritten manifests where files are removed, all others as they are.
/// Manifests that do not depend on other writers are kept over retries; only the list is written anew.
/// </summary>
internal sealed class SnapshotProducer(RowChange change, bool removeAll, string branch, ImmutableSortedDictionary<string, string> properties)
{
    private readonly long _snapshotId = NewSnapshotId();
    private readonly string _commitUuid = Guid.NewGuid().ToString();
    private readonly Dictionary<string, FilteredManifest> _filtered = new(StringComparer.Ordinal);
    private readonly List<string> _written = [];
    private readonly List<string> _ofThisAttempt = [];
    private readonly List<string> _abandoned = [];
    private ImmutableArray<ManifestFile> _added;
    private int _manifestCount;
    private readonly HashSet<DataFile> _gone = [.. change.RemovedFiles];
    private readonly HashSet<string> _goneData =
        change.RemovedFiles.Where(f => f.Content == FileContent.Data).Select(f => f.Path).ToHashSet(StringComparer.Ordinal);

    public Snapshot Produce(StagedTable table)
    {
        CheckVersion(table);
        _abandoned.AddRange(_ofThisAttempt);
        _ofThisAttempt.Clear();
        var parent = table.Metadata.HeadOf(branch);
        var existing = parent is null ? [] : ManifestListReader.Read(table.Io, parent)
            .Select(m => ManifestCompletion.Complete(table.Io, table.Metadata, m)).ToImmutableArray();
        if (_added.IsDefault)
        {
            _added = [.. WriteAdded(table, change.AddedFiles, isDeletes: false), .. WriteAdded(table, change.AddedDeletes, isDeletes: true)];
        }

        var kept = Filter(table, existing, out var removed);
        var manifests = new ManifestMerger(table, _snapshotId).Merge([.. _added, .. kept], entries =>
        {
            var merged = Write(table, entries[0].File.SpecId, entries[0].File.Content != FileContent.Data, entries);
            _ofThisAttempt.Add(merged.Path);
            return merged;
        });
        return Publish(table, parent, manifests, removed);
    }

    /// <summary>The live files of all manifests in as few as their sizes allow, in the order of their partitions. Null when that changes nothing.</summary>
    public Snapshot? Repack(StagedTable table)
    {
        CheckVersion(table);
        _abandoned.AddRange(_ofThisAttempt);
        _ofThisAttempt.Clear();
        var parent = table.Metadata.HeadOf(branch);
        ImmutableArray<ManifestFile> existing = parent is null ? [] : [.. ManifestListReader.Read(table.Io, parent).Where(m => m.MayHaveLiveFiles)];
        var packed = ManifestPacking.Pack(table, existing, entries =>
        {
            var manifest = Write(table, entries[0].File.SpecId, entries[0].File.Content != FileContent.Data, entries);
            _ofThisAttempt.Add(manifest.Path);
            return manifest;
        });
        return packed.Count < existing.Length ? Publish(table, parent, packed, []) : null;
    }

    private void CheckVersion(StagedTable table)
    {
        var version = table.Metadata.FormatVersion;
        if (version < TableMetadata.DefaultVersion)
        {
            throw IcebergRules.UnsupportedFormat.Error(
                null,
                $"Table '{table.Identifier}' has format version {version}, to which no rows can be written.",
                "set the table property 'format-version' to '2' first");
        }

        if (change.AddedDeletes.FirstOrDefault(f => f.Content == FileContent.PositionDeletes && f.IsDeletionVector != version >= 3) is { } other)
        {
            throw IcebergRules.InvalidChange.Error(
                null,
                $"Table '{table.Identifier}' has format version {version} and takes no deletes such as '{other.Path}'.",
                version >= 3 ? "positions are deleted by deletion vectors there" : "positions are deleted by Parquet files there");
        }
    }

    /// <summary>The data files, whoever has written them, and what leads to them.</summary>
    public IEnumerable<string> Files => change.AddedFiles.Concat(change.AddedDeletes).Select(f => f.Path).Concat(_written.Except(_abandoned));

    /// <summary>What a finished commit does not use; everything when there is none.</summary>
    public IEnumerable<string> Garbage(TableMetadata? committed) => committed is null ? _written : _abandoned;

    private static long NewSnapshotId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes);
        return (BitConverter.ToInt64(bytes[..8]) ^ BitConverter.ToInt64(bytes[8..])) & long.MaxValue;
    }

    private List<ManifestFile> WriteAdded(StagedTable table, ImmutableArray<DataFile> files, bool isDeletes) =>
        files.GroupBy(f => f.SpecId).OrderBy(g => g.Key).Select(group => Write(
            table,
            group.Key,
            isDeletes,
            group.Select(f => new ManifestEntry(EntryStatus.Added, _snapshotId, isDeletes ? null : change.DataSequenceNumber, null, f)).ToList())).ToList();

    private ManifestFile Write(StagedTable table, int specId, bool isDeletes, List<ManifestEntry> entries)
    {
        var location = MetadataFile(table, $"{_commitUuid}-m{(_manifestCount++).ToString(CultureInfo.InvariantCulture)}.avro");
        _written.Add(location);
        return new ManifestWriter(table.Metadata, table.Metadata.SpecById(specId), isDeletes, _snapshotId).Write(table.Io, location, entries);
    }

    private static string MetadataFile(StagedTable table, string name) => $"{table.Metadata.Location}/metadata/{name}";

    private List<ManifestFile> Filter(StagedTable table, ImmutableArray<ManifestFile> existing, out List<DataFile> removed)
    {
        removed = [];
        var missing = change.RemovedFiles.ToHashSet();
        var specs = change.RemovedFiles.Select(f => (f.SpecId, f.Content != FileContent.Data)).ToHashSet();
        specs.UnionWith(_goneData.Count == 0 ? [] : change.RemovedFiles.Select(f => (f.SpecId, true)));
        var kept = new List<ManifestFile>();
        foreach (var manifest in existing.Where(m => m.MayHaveLiveFiles))
        {
            if (!removeAll && !specs.Contains((manifest.SpecId, manifest.IsDeletes)))
            {
                kept.Add(manifest);
                continue;
            }

            var filtered = FilterOne(table, manifest);
            removed.AddRange(filtered.Removed);
            missing.ExceptWith(filtered.Removed);
            if (filtered.Result is { } result)
            {
                kept.Add(result);
            }
        }

        return missing.Count == 0 ? kept : throw IcebergRules.CommitConflict.Error(
            null,
            $"A file of table '{table.Identifier}' that this change replaces was removed by another writer: {missing.First().Path}",
            "run the statement again");
    }

    private FilteredManifest FilterOne(StagedTable table, ManifestFile manifest)
    {
        if (_filtered.TryGetValue(manifest.Path, out var known))
        {
            return known;
        }

        var live = ManifestReader.Read(table.Io, table.Metadata, manifest).Where(e => e.IsLive).ToList();
        var removed = live.Where(e => IsRemoved(e.File)).Select(e => e.File).ToList();
        var result = new FilteredManifest(manifest, removed);
        if (removed.Count > 0)
        {
            var entries = live.Select(e => IsRemoved(e.File)
                ? e with { Status = EntryStatus.Deleted, SnapshotId = _snapshotId }
                : e with { Status = EntryStatus.Existing }).ToList();
            result = result with { Result = Write(table, entries[0].File.SpecId, manifest.IsDeletes, entries) };
        }

        // Manifests of snapshots staged in this transaction change with every attempt; those of others never do.
        if (table.Current?.Snapshots.Any(s => s.SnapshotId == manifest.AddedSnapshotId) == true)
        {
            _filtered[manifest.Path] = result;
        }
        else if (result.Result is { } own && own.Path != manifest.Path)
        {
            _ofThisAttempt.Add(own.Path);
        }

        return result;
    }

    /// <summary>Deletes that concern one data file alone go with it.</summary>
    private bool IsRemoved(DataFile file) => removeAll || _gone.Contains(file)
        || (file.Content == FileContent.PositionDeletes && file.ReferencedDataFile is { } data && _goneData.Contains(data));

    private Snapshot Publish(StagedTable table, Snapshot? parent, List<ManifestFile> manifests, List<DataFile> removed)
    {
        var metadata = table.Metadata;
        var sequence = metadata.LastSequenceNumber + 1;
        var summary = new SnapshotSummary();
        summary.AddAll(change.AddedFiles.Concat(change.AddedDeletes));
        summary.RemoveAll(removed);
        var list = MetadataFile(table, string.Create(CultureInfo.InvariantCulture, $"snap-{_snapshotId}-{table.Attempt}-{_commitUuid}.avro"));
        var snapshot = new Snapshot
        {
            SnapshotId = _snapshotId,
            ParentSnapshotId = parent?.SnapshotId,
            SequenceNumber = sequence,
            TimestampMs = Math.Max(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), metadata.LastUpdatedMs),
            ManifestList = list,
            Operation = change.IsRewrite ? SnapshotOperation.Replace : Operation(removed),
            Summary = summary.Build(parent).SetItems(properties),
            SchemaId = metadata.CurrentSchemaId,
        };
        _written.Add(list);
        _ofThisAttempt.Add(list);
        var rows = Ordered(manifests).Select(m => m.SequenceNumber >= 0 ? m : m with
        {
            SequenceNumber = sequence,
            MinSequenceNumber = m.MinSequenceNumber >= 0 ? m.MinSequenceNumber : sequence,
        }).ToList();
        if (metadata.FormatVersion >= 3)
        {
            var first = metadata.NextRowId ?? 0;
            (rows, var next) = RowLineage.Assign(rows, first);
            snapshot = snapshot with { FirstRowId = first, AddedRows = next - first };
        }

        ManifestListWriter.Write(table.Io, snapshot, rows, metadata.FormatVersion);
        return snapshot;
    }

    private static IEnumerable<ManifestFile> Ordered(List<ManifestFile> manifests) =>
        manifests.Where(m => !m.IsDeletes).Concat(manifests.Where(m => m.IsDeletes));

    private string Operation(List<DataFile> removed)
    {
        var addsData = !change.AddedFiles.IsEmpty;
        var deletes = !change.AddedDeletes.IsEmpty || removed.Count > 0;
        return addsData ? deletes ? SnapshotOperation.Overwrite : SnapshotOperation.Append
            : deletes ? SnapshotOperation.Delete
            : removeAll ? SnapshotOperation.Delete : SnapshotOperation.Append;
    }

    private sealed record FilteredManifest(ManifestFile? Result, List<DataFile> Removed);
}
