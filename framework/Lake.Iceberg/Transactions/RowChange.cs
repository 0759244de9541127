using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Scans;

namespace Lake.Iceberg.Transactions;

/// <summary>
/// Rows added, deleted or replaced in one snapshot: new data files, new position-delete files (merge on read) and files
/// that are no more (copy on write). The operation of the snapshot follows from which of them there are.
/// </summary>
public sealed record RowChange
{
    public ImmutableArray<DataFile> AddedFiles { get; init; } = [];

    public ImmutableArray<DataFile> AddedDeletes { get; init; } = [];

    /// <summary>Data or delete files, each one live in the table.</summary>
    public ImmutableArray<DataFile> RemovedFiles { get; init; } = [];

    /// <summary>The rows are the same as before, only stored otherwise.</summary>
    public bool IsRewrite { get; init; }

    /// <summary>How old the rows of the added files are, for a rewrite: equality deletes that come meanwhile must still hit them. Null for new rows.</summary>
    public long? DataSequenceNumber { get; init; }

    /// <summary>
    /// Paths of the data files that <see cref="AddedDeletes"/> point into. When another writer has removed one meanwhile
    /// the commit fails.
    /// </summary>
    public ImmutableArray<string> ReferencedFiles { get; init; } = [];

    /// <summary>Which rows the statement read, as far as known; by default it may have read all.</summary>
    public ScanFilter ReadFilter { get; init; } = ScanFilter.True;

    /// <summary>Added rows were worked out from rows of the same table: another writer's rows might have changed them.</summary>
    public bool ReadsTable { get; init; }

    public IsolationLevel Isolation { get; init; } = IsolationLevel.Serializable;
}
