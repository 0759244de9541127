using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Partitioning;

namespace Lake.Iceberg.Scans;

/// <summary>A data file to read, and which rows of it are deleted.</summary>
/// <param name="DataSequenceNumber">The later, the newer the rows.</param>
/// <param name="PositionDeletes">Files (or deletion vectors) of row positions; a file may name rows of other data files too.</param>
/// <param name="EqualityDeletes">Each deletes the rows that equal one of its rows in all of its <see cref="DataFile.EqualityIds"/>; null equals null.</param>
public sealed record FileScanTask(
    DataFile File,
    PartitionSpec Spec,
    long DataSequenceNumber,
    ImmutableArray<DataFile> PositionDeletes,
    ImmutableArray<DataFile> EqualityDeletes);
