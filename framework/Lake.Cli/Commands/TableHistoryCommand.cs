using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class TableHistoryCommand
{
    public static Command Create(TerminalContext terminal) => TableCommand.Listing(
        terminal,
        "history",
        "Show which snapshot the table was, and when",
        ["lake table history silver.dim_customer"],
        [new("made_current_at", "TIMESTAMP WITH TIME ZONE"), new("snapshot_id", "BIGINT"), new("parent_id", "BIGINT"), new("operation", "VARCHAR"), new("is_ancestor", "BOOLEAN")],
        (table, _) =>
        {
            var ancestors = table.Metadata.Ancestors(table.Metadata.CurrentSnapshotId).Select(s => s.SnapshotId).ToHashSet();
            return table.Metadata.SnapshotLog.Select(entry =>
            {
                var snapshot = table.Metadata.SnapshotById(entry.SnapshotId);
                return (object?[])[TableCommand.Time(entry.TimestampMs), entry.SnapshotId, snapshot?.ParentSnapshotId, snapshot?.Operation, ancestors.Contains(entry.SnapshotId)];
            });
        });
}
