using System.CommandLine;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Iceberg.Transactions;

namespace Lake.Cli.Commands;

internal static class TableRollbackCommand
{
    public static Command Create(TerminalContext terminal) => TableCommand.About(
        terminal,
        "rollback",
        "Bring the table back to one of its earlier snapshots; later ones stay until they expire",
        ["lake table rollback gold.fct_orders --snapshot 4830289117385527", "lake table rollback gold.fct_orders --as-of '2026-05-01 10:00'"],
        (table, parsed) =>
        {
            if (parsed.GetValue(TableArguments.Snapshot) is null && parsed.GetValue(TableArguments.Ref) is null && parsed.GetValue(TableArguments.AsOf) is null)
            {
                throw CliRules.Misused.Error(null, "nothing says what to roll back to", "give --snapshot, --ref or --as-of; lake table history shows what there is");
            }

            var target = TableArguments.Scan(table, parsed).Snapshot;
            var transaction = table.NewTransaction();
            transaction.Rollback(target?.SnapshotId ?? 0);
            transaction.Commit();
            terminal.Error.WriteLine($"{table.Identifier} is snapshot {target?.SnapshotId} again");
            return (int)ExitCode.Success;
        }).With(TableArguments.Snapshot, TableArguments.Ref, TableArguments.AsOf);
}
