using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Iceberg.Maintenance;

namespace Lake.Cli.Commands;

internal static class TableExpireCommand
{
    private static readonly Option<string?> OlderThan = new("--older-than") { Description = "Forget snapshots made before; by default what the table's properties say, else five days ago", HelpName = "time" };

    private static readonly Option<int?> Keep = new Option<int?>("--keep") { Description = "How many snapshots of each branch stay whatever their age", HelpName = "n" }.NumberFrom(1);

    public static Command Create(TerminalContext terminal) => TableCommand.About(
        terminal,
        "expire",
        "Forget old snapshots and delete the files that only they need",
        ["lake table expire gold.fct_orders", "lake table expire gold.fct_orders --older-than 2026-05-01 --keep 10"],
        (table, parsed) =>
        {
            var before = parsed.GetValue(OlderThan) is { } text ? TableArguments.Time(text) : (DateTimeOffset?)null;
            var result = SnapshotExpiry.Run(table, DateTimeOffset.UtcNow, before, parsed.GetValue(Keep));
            terminal.Error.WriteLine($"{result.Snapshots.Length} snapshots are forgotten, {result.Files.Length} files deleted");
            return (int)ExitCode.Success;
        }).With(OlderThan, Keep);
}
