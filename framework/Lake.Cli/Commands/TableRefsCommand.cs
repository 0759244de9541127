using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class TableRefsCommand
{
    public static Command Create(TerminalContext terminal) => TableCommand.Listing(
        terminal,
        "refs",
        "List branches and tags",
        ["lake table refs silver.dim_customer"],
        [
            new("name", "VARCHAR"), new("type", "VARCHAR"), new("snapshot_id", "BIGINT"), new("committed_at", "TIMESTAMP WITH TIME ZONE"),
            new("max_ref_age_ms", "BIGINT"), new("min_snapshots_to_keep", "BIGINT"), new("max_snapshot_age_ms", "BIGINT"),
        ],
        (table, _) => table.Metadata.Refs.Select(item => (object?[])
        [
            item.Key,
            item.Value.IsBranch ? "branch" : "tag",
            item.Value.SnapshotId,
            TableCommand.Time(table.Metadata.SnapshotById(item.Value.SnapshotId)?.TimestampMs),
            item.Value.MaxRefAgeMs,
            (long?)item.Value.MinSnapshotsToKeep,
            item.Value.MaxSnapshotAgeMs,
        ]));
}
