using System.CommandLine;
using System.Globalization;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Project;
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
        if (target.On("duckdb").Type == "duckdb")
        {
            SayCatalog();
        }

        using (var engine = workspace.OpenEngine())
        {
            if (!target.Engines.Keys.Prepend(target.Type).All(type => Works(engine, type)))
            {
                return (int)ExitCode.Failure;
            }
        }

        if (parsed.GetValue(Connection))
        {
            terminal.Output.WriteLine("Skipping steps before connection verification");
            terminal.Output.Flush();
            return (int)ExitCode.Success;
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

        bool Works(IEngine all, string type)
        {
            try
            {
                var engine = all.For(type);
                using var session = engine.OpenSession();
                using var result = session.Execute("SELECT 1", terminal.CancellationToken);
                var hasSchema = session.SchemaExists(target.Database, target.Schema);
                session.RequireWritable(target.Database, target.Schema);
                Say("engine", engine.Description);
                if (!hasSchema)
                {
                    Say("", $"the schema {target.Schema} is not there yet; a run makes it");
                }

                return true;
            }
            catch (DiagnosticException failure)
            {
                Say("engine", $"{type} does not work");
                terminal.Draw(failure);
                return false;
            }
        }

        void SayCatalog()
        {
            using var opened = CatalogFactory.Open(workspace);
            Say("catalog", $"{opened.Settings.Type}, {opened.Describe()}");
            if (opened.MayBeRemote)
            {
                Say("storage", opened.Storage.Options.ToString());
                Say("reading", CatalogFactory.PrepareReading(opened, out var problem) is not null
                    ? "DuckDB's httpfs reads object storage"
                    : $"copies in {opened.Cache.Folder}, at most {opened.Cache.Limit >> 20} MB; httpfs is not used: {problem}");
            }
        }

        void Say(string what, string value) => terminal.Output.WriteLine($"{(what.Length > 0 ? what + ":" : ""),-11} {value}");
    }
}
