using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Iceberg.Maintenance;

namespace Lake.Cli.Commands;

internal static class TableOptimizeCommand
{
    public static Command Create(TerminalContext terminal) => TableCommand.About(
        terminal,
        "optimize",
        "Put small manifests together, so that the table is planned quickly",
        ["lake table optimize gold.fct_orders"],
        (table, _) =>
        {
            var after = table.RewriteManifests(ImmutableSortedDictionary<string, string>.Empty.Add("engine-name", "lake"));
            terminal.Error.WriteLine(after.Metadata.CurrentSnapshotId == table.Metadata.CurrentSnapshotId ? "nothing to do" : "the manifests are put together");
            return (int)ExitCode.Success;
        });
}
