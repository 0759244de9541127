namespace Lake.Iceberg.Metadata;

/// <summary>What a set of updates takes for granted about the table it was made for.</summary>
internal static class UpdateRequirements
{
    /// <param name="table">The state the updates were made on; null for a new table.</param>
    /// <param name="isReplace">Replacing a table does not care what was in it.</param>
    /// <param name="takesView">A new table takes the place of a view.</param>
    public static List<TableRequirement> Of(TableMetadata? table, IEnumerable<TableUpdate> updates, bool isReplace, bool takesView)
    {
        if (table is null)
        {
            return [new AssertCreate(takesView)];
        }

        return
        [
            new AssertTableUuid(table.TableUuid),
            .. updates.Select(u => Of(table, u, isReplace)).OfType<TableRequirement>().Distinct(),
        ];
    }

    private static TableRequirement? Of(TableMetadata table, TableUpdate update, bool isReplace) => update switch
    {
        AddSchema => new AssertLastAssignedFieldId(table.LastColumnId),
        AddPartitionSpec => new AssertLastAssignedPartitionId(table.LastPartitionId),
        _ when isReplace => null,
        SetSnapshotRef u => new AssertRefSnapshotId(u.Name, table.Refs.TryGetValue(u.Name, out var found) ? found.SnapshotId : null),
        // Files of a snapshot are written with the columns of the time; other columns call for another look.
        AddSnapshot or SetCurrentSchema => new AssertCurrentSchemaId(table.CurrentSchemaId),
        SetDefaultSpec => new AssertDefaultSpecId(table.DefaultSpecId),
        SetDefaultSortOrder => new AssertDefaultSortOrderId(table.DefaultSortOrderId),
        _ => null,
    };
}
