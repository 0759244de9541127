using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Iceberg.Maintenance;

namespace Lake.Cli.Commands;

internal static class TableOrphansCommand
{
    private static readonly Option<int?> Age = new Option<int?>("--older-than-days") { Description = "Least age of the files, in days; 3 when not given", HelpName = "n" }.NumberFrom(1);

    private static readonly Option<bool> Delete = new("--delete") { Description = "Delete them; without it they are only listed" };

    public static Command Create(TerminalContext terminal) => TableCommand.About(
        terminal,
        "remove-orphans",
        "List, and with --delete remove, files in the table's folder that nothing leads to",
        ["lake table remove-orphans gold.fct_orders", "lake table remove-orphans gold.fct_orders --older-than-days 7 --delete"],
        (table, parsed) =>
        {
            var age = parsed.GetValue(Age) is { } days ? TimeSpan.FromDays(days) : OrphanFiles.DefaultAge;
            var orphans = OrphanFiles.Find(table, DateTimeOffset.UtcNow, age);
            foreach (var file in orphans)
            {
                terminal.Output.WriteLine(file.Location);
            }

            if (parsed.GetValue(Delete))
            {
                OrphanFiles.Delete(table, orphans);
            }

            terminal.Output.Flush();
            terminal.Error.WriteLine($"{orphans.Count} files, {orphans.Sum(f => f.Size)} bytes, {(parsed.GetValue(Delete) ? "deleted" : "nothing was deleted (write --delete)")}");
            return (int)ExitCode.Success;
        }).With(Age, Delete);
}
