using System.CommandLine;
using System.Globalization;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class DebugCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "debug",
            "Show which project, profile, warehouse and engine are used, and whether they work",
            ["lake debug", "lake debug --project-dir ../shop --target prod"]);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        Say("lake", CommandLine.Version);
        Say("platform", System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier);
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "debug");
        var (settings, target) = (workspace.Settings, workspace.Target);
        Say("project", $"{settings.Name} ({settings.Source.Path} in {settings.Directory})");
        Say("target", target.IsBuiltIn ? $"{target.Name} (built in: no profile)" : $"{target.Name} of profile {target.ProfileName}");
        Say("type", target.Type);
        Say("database", target.Database);
        Say("schema", target.Schema);
        Say("threads", target.Threads.ToString(CultureInfo.InvariantCulture));
        Say("warehouse", workspace.WarehousePath);
        try
        {
            using var engine = workspace.OpenEngine();
            using var session = engine.OpenSession();
            using var result = session.Execute("SELECT 1", terminal.CancellationToken);
            session.SchemaExists(target.Database, target.Schema);
            Say("engine", engine.Description);
        }
        catch (DiagnosticException failure)
        {
            Say("engine", "does not work");
            terminal.Draw(failure);
            return (int)ExitCode.Failure;
        }

        var problems = ProjectLoader.Load(workspace.Options).Diagnostics;
        foreach (var diagnostic in problems)
        {
            terminal.Output.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        var errors = problems.Count(d => d.Severity == Severity.Error);
        Say("parses", errors == 0 ? "yes" : $"no: {errors} {(errors == 1 ? "error" : "errors")}");
        terminal.Output.Flush();
        return (int)(errors == 0 ? ExitCode.Success : ExitCode.Failure);

        void Say(string what, string value) => terminal.Output.WriteLine($"{what + ":",-11} {value}");
    }
}
