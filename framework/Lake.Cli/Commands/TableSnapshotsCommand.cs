using System.CommandLine;
using System.Globalization;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class TableSnapshotsCommand
{
    private static readonly string[] Counts = ["added-records", "deleted-records", "total-records", "total-data-files", "total-delete-files"];

    public static Command Create(TerminalContext terminal) => TableCommand.Listing(
        terminal,
        "snapshots",
        "List all snapshots, those of branches and staged ones included",
        ["lake table snapshots silver.dim_customer --output json"],
        [
            new("snapshot_id", "BIGINT"), new("committed_at", "TIMESTAMP WITH TIME ZONE"), new("parent_id", "BIGINT"), new("operation", "VARCHAR"),
            new("added_records", "BIGINT"), new("deleted_records", "BIGINT"), new("total_records", "BIGINT"), new("total_data_files", "BIGINT"), new("total_delete_files", "BIGINT"),
        ],
        (table, _) => table.Metadata.Snapshots.Select(snapshot => (object?[])
        [
            snapshot.SnapshotId,
            TableCommand.Time(snapshot.TimestampMs),
            snapshot.ParentSnapshotId,
            snapshot.Operation,
            .. Counts.Select(key => snapshot.Summary.TryGetValue(key, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var count) ? (object?)count : null),
        ]));
}
