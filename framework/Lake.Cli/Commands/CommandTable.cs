using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

/// <summary>All commands, in the order in which help shows them.</summary>
internal static class CommandTable
{
    public static IEnumerable<Command> Create(TerminalContext terminal) =>
    [
        InitCommand.Create(terminal),
        BuildCommand.Create(terminal),
        RunModelsCommand.Create(terminal),
        TestCommand.Create(terminal),
        SeedCommand.Create(terminal),
        SnapshotCommand.Create(terminal),
        LoadCommand.Create(terminal),
        GatewayCommand.Create(terminal),
        CloneCommand.Create(terminal),
        RetryCommand.Create(terminal),
        PublishCommand.Create(terminal),
        ParseCommand.Create(terminal),
        CompileCommand.Create(terminal),
        LsCommand.Create(terminal),
        ShowCommand.Create(terminal),
        DiffCommand.Create(terminal),
        QueryCommand.Create(terminal),
        ShellCommand.Create(terminal),
        DepsCommand.Create(terminal),
        RunOperationCommand.Create(terminal),
        SourceCommand.Create(terminal),
        DocsCommand.Create(terminal),
        TableCommand.Create(terminal),
        CatalogCommand.Create(terminal),
        SchemaCommand.Create(terminal),
        DebugCommand.Create(terminal),
        CleanCommand.Create(terminal),
    ];
}
