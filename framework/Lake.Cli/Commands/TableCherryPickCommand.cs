using System.CommandLine;
using System.Globalization;
using Lake.Cli.Terminal;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Transactions;

namespace Lake.Cli.Commands;

internal static class TableCherryPickCommand
{
    private static readonly Argument<long> Snapshot = new("snapshot") { Description = "Id of the snapshot whose rows are wanted" };

    private static readonly Option<string> Branch = new("--branch")
    {
        Description = "Branch that gets the rows",
        HelpName = "name",
        DefaultValueFactory = _ => SnapshotRef.Main,
    };

    public static Command Create(TerminalContext terminal)
    {
        var command = TableCommand.About(
            terminal,
            "cherry-pick",
            "Add the rows that a snapshot of another branch added",
            ["lake table cherry-pick gold.fct_orders 4830289117385527"],
            (table, parsed) =>
            {
                var transaction = table.NewTransaction();
                transaction.Branch = parsed.GetRequiredValue(Branch);
                transaction.CherryPick(parsed.GetRequiredValue(Snapshot));
                var head = transaction.Commit().Metadata.Refs[transaction.Branch].SnapshotId;
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"'{transaction.Branch}' is snapshot {head} now"));
                return (int)ExitCode.Success;
            });
        command.Add(Snapshot);
        return command.With(Branch);
    }
}
