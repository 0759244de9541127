using System.CommandLine;
using Lake.Cli.Output;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Iceberg.Catalogs;

namespace Lake.Cli.Commands;

/// <summary><c>lake table</c>: the Iceberg side of tables. One file a subcommand.</summary>
internal static class TableCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "table",
            "Look at Iceberg tables, their history and branches, and keep them tidy",
            ["lake table history silver.dim_customer", "lake table scan s3://bucket/warehouse/orders --output csv", "lake table expire gold.fct_orders --older-than 2026-05-01"]);
        foreach (var subcommand in (Command[])
        [
            TableScanCommand.Create(terminal),
            TableRegisterCommand.Create(terminal),
            TableDescribeCommand.Create(terminal),
            TableHistoryCommand.Create(terminal),
            TableSnapshotsCommand.Create(terminal),
            TableFilesCommand.Create(terminal),
            TableRefsCommand.Create(terminal),
            TableRollbackCommand.Create(terminal),
            TableBranchCommand.Create(terminal, isBranch: true),
            TableBranchCommand.Create(terminal, isBranch: false),
            TableCherryPickCommand.Create(terminal),
            TableExpireCommand.Create(terminal),
            TableOrphansCommand.Create(terminal),
            TableOptimizeCommand.Create(terminal),
        ])
        {
            command.Add(subcommand);
        }

        return command;
    }

    /// <summary>A subcommand about one table of the project's catalog.</summary>
    public static LakeCommand About(TerminalContext terminal, string name, string description, string[] examples, Func<Table, ParseResult, int> run)
    {
        var command = new LakeCommand(name, description, examples);
        command.Add(TableArguments.Table);
        command.SetAction(parsed =>
        {
            var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "table");
            using var opened = CatalogFactory.Open(workspace);
            return run(opened.Catalog.LoadTable(TableArguments.Identifier(workspace, parsed.GetRequiredValue(TableArguments.Table))), parsed);
        });
        return command;
    }

    /// <summary>One that lists rows.</summary>
    public static LakeCommand Listing(
        TerminalContext terminal, string name, string description, string[] examples, RelationColumn[] columns, Func<Table, ParseResult, IEnumerable<object?[]>> rows) =>
        About(terminal, name, description, examples, (table, parsed) =>
        {
            using var result = new ListedRows(columns, rows(table, parsed));
            QueryCommand.Writer(parsed.GetRequiredValue(TableArguments.Format), 0, terminal, toFile: false).Write(result, terminal.Output);
            terminal.Output.Flush();
            return (int)ExitCode.Success;
        }).With(TableArguments.Format);

    public static SqlTimestamp? Time(long? milliseconds) => milliseconds is { } ms ? new SqlTimestamp(ms * 1000, IsInstant: true) : null;
}
