namespace Lake.Iceberg.Metadata;

/// <summary>What must still hold of the table when a change is published.</summary>
public abstract record TableRequirement
{
    /// <param name="table">Null when the table does not exist.</param>
    /// <returns>What does not hold, or null.</returns>
    public abstract string? Violation(TableMetadata? table);
}

/// <param name="TakesView">A view of that name gives way to the table, at the moment at which the table is there.</param>
public sealed record AssertCreate(bool TakesView = false) : TableRequirement
{
    public override string? Violation(TableMetadata? table) => table is null ? null : "the table exists already";
}

public sealed record AssertTableUuid(string Uuid) : TableRequirement
{
    public override string? Violation(TableMetadata? table) => table?.TableUuid == Uuid ? null
        : table is null ? "the table was dropped" : "the table was dropped and made anew";
}

/// <param name="SnapshotId">Null: the ref must not exist.</param>
public sealed record AssertRefSnapshotId(string Ref, long? SnapshotId) : TableRequirement
{
    public override string? Violation(TableMetadata? table) =>
        (table?.Refs.TryGetValue(Ref, out var found) == true ? found.SnapshotId : (long?)null) == SnapshotId
            ? null
            : $"branch '{Ref}' has a new snapshot";
}

public sealed record AssertLastAssignedFieldId(int LastAssignedFieldId) : TableRequirement
{
    public override string? Violation(TableMetadata? table) =>
        table?.LastColumnId == LastAssignedFieldId ? null : "columns were added";
}

public sealed record AssertCurrentSchemaId(int CurrentSchemaId) : TableRequirement
{
    public override string? Violation(TableMetadata? table) =>
        table?.CurrentSchemaId == CurrentSchemaId ? null : "its columns were changed";
}

public sealed record AssertLastAssignedPartitionId(int LastAssignedPartitionId) : TableRequirement
{
    public override string? Violation(TableMetadata? table) =>
        table?.LastPartitionId == LastAssignedPartitionId ? null : "partition fields were added";
}

public sealed record AssertDefaultSpecId(int DefaultSpecId) : TableRequirement
{
    public override string? Violation(TableMetadata? table) =>
        table?.DefaultSpecId == DefaultSpecId ? null : "its partitioning was changed";
}

public sealed record AssertDefaultSortOrderId(int DefaultSortOrderId) : TableRequirement
{
    public override string? Violation(TableMetadata? table) =>
        table?.DefaultSortOrderId == DefaultSortOrderId ? null : "its sort order was changed";
}
