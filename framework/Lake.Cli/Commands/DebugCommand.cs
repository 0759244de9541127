using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class DebugCommand
{
    private static readonly Option<bool> Connection = new("--connection") { Description = "Try the engine only, not the project" };

    private static readonly Option<bool> ConfigDir = new("--config-dir") { Description = "Print the folder of profiles.yml only" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "debug",
            "Show which project, profile, warehouse and engine are used, and whether they work",
            ["lake debug", "lake debug --project-dir ../shop --target prod"]).With(Connection, ConfigDir);
        command.SetAction(parsed => Checked(terminal, parsed));
        return command;
    }

    /// <summary>What cannot be used is what the command is there to tell, and so no fault of its own.</summary>
    private static int Checked(TerminalContext terminal, ParseResult parsed)
    {
        try
        {
            return Run(terminal, parsed);
        }
        catch (DiagnosticException failure)
        {
            terminal.Draw(failure);
            terminal.Output.WriteLine("1 check failed");
            terminal.Output.Flush();
            return (int)ExitCode.Failure;
        }
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        if (parsed.GetValue(ConfigDir))
        {
            terminal.Output.WriteLine(Path.GetFullPath(
                parsed.GetValue(GlobalArguments.ProfilesDir) ?? terminal.Variable("PROFILES_DIR") ?? Path.Combine(terminal.Environment.GetValueOrDefault("HOME") ?? "", ".dbt"),
                terminal.CurrentDirectory));
            return (int)ExitCode.Success;
        }

        var report = new DebugReport(terminal);
        report.Program();
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "debug");
        report.Settings(workspace);
        var works = report.Engines(workspace);
        if (works && parsed.GetValue(Connection))
        {
            terminal.Output.WriteLine("Skipping steps before connection verification");
        }

        works = works && (parsed.GetValue(Connection) || report.Parses(workspace));
        terminal.Output.Flush();
        return (int)(works ? ExitCode.Success : ExitCode.Failure);
    }
}
