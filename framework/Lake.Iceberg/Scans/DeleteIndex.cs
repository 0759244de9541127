using System.Collections.Immutable;
using System.Text;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Scans;

/// <summary>Which delete files apply to a data file: by partition, by age, and by the paths they name.</summary>
internal sealed class DeleteIndex
{
    /// <summary>The column of position-delete files that holds paths.</summary>
    private const int FilePathId = 2147483546;

    private readonly ILookup<(int, PartitionTuple), ManifestEntry> _positions;
    private readonly ILookup<string, ManifestEntry> _positionsByPath;
    private readonly ILookup<(int, PartitionTuple), ManifestEntry> _equalities;
    private readonly ImmutableArray<ManifestEntry> _globalEqualities;

    public DeleteIndex(TableMetadata table, IReadOnlyList<ManifestEntry> deletes)
    {
        var positions = deletes.Where(e => e.File.Content == FileContent.PositionDeletes).ToList();
        _positions = positions.Where(e => OnlyPath(e.File) is null).ToLookup(e => (e.File.SpecId, e.File.Partition));
        _positionsByPath = positions.Where(e => OnlyPath(e.File) is not null).ToLookup(e => OnlyPath(e.File) ?? "", StringComparer.Ordinal);
        var equalities = deletes.Where(e => e.File.Content == FileContent.EqualityDeletes).ToLookup(e => table.SpecById(e.File.SpecId).IsUnpartitioned);
        _globalEqualities = [.. equalities[true]];
        _equalities = equalities[false].ToLookup(e => (e.File.SpecId, e.File.Partition));
    }

    /// <summary>Same commit or later. A deletion vector replaces all files of positions.</summary>
    public ImmutableArray<DataFile> PositionDeletesOf(ManifestEntry data)
    {
        var files = _positions[(data.File.SpecId, data.File.Partition)]
            .Concat(_positionsByPath.Count == 0 ? [] : _positionsByPath[FileSet.Normal(data.File.Path)])
            .Where(d => d.SequenceNumber >= data.SequenceNumber)
            .Select(d => d.File)
            .ToList();
        var vector = files.FirstOrDefault(f => f.IsDeletionVector);
        return vector is null ? [.. files] : [vector];
    }

    /// <summary>Later commits only.</summary>
    public ImmutableArray<DataFile> EqualityDeletesOf(ManifestEntry data) =>
    [
        .. _globalEqualities
            .Concat(_equalities[(data.File.SpecId, data.File.Partition)])
            .Where(d => d.SequenceNumber > data.SequenceNumber)
            .Select(d => d.File),
    ];

    /// <summary>The data file that all positions belong to, when that is known; writers differ in how they spell its scheme.</summary>
    private static string? OnlyPath(DataFile file)
    {
        if (file.ReferencedDataFile is { } referenced)
        {
            return FileSet.Normal(referenced);
        }

        return file.Metrics.LowerBounds.TryGetValue(FilePathId, out var lower)
            && file.Metrics.UpperBounds.TryGetValue(FilePathId, out var upper) && lower.AsSpan().SequenceEqual(upper)
                ? FileSet.Normal(Encoding.UTF8.GetString(lower))
                : null;
    }
}
