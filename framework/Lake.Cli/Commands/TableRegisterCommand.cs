using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;

namespace Lake.Cli.Commands;

internal static class TableRegisterCommand
{
    private static readonly Argument<string> Location = new("location") { Description = "Folder of the table, or one of its metadata files" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "register",
            "Adopt a table that another program wrote; its files stay where they are",
            ["lake table register raw.events /data/iceberg/events"]);
        command.Add(TableArguments.Table);
        command.Add(Location);
        command.SetAction(parsed =>
        {
            var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "table");
            var location = TableScanCommand.Locate(terminal, parsed.GetRequiredValue(Location));
            var file = ForeignTable.MetadataOf(LocalFileIO.Instance, location);
            using var opened = CatalogFactory.Open(workspace);
            var table = opened.Catalog.RegisterTable(TableArguments.Identifier(workspace, parsed.GetRequiredValue(TableArguments.Table)), file);
            terminal.Error.WriteLine($"{table.Identifier} is the table at {location} from now on");
            return (int)ExitCode.Success;
        });
        return command;
    }
}
