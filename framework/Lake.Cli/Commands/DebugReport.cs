using System.Globalization;
using System.Runtime.InteropServices;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Project;
using Lake.Text;

namespace Lake.Cli.Commands;

/// <summary>What <c>lake debug</c> finds, a line each as soon as it is known.</summary>
internal sealed class DebugReport(TerminalContext terminal)
{
    public void Program()
    {
        Say("lake", CommandLine.Version);
        Say("platform", RuntimeInformation.RuntimeIdentifier);
    }

    public void Settings(Workspace workspace)
    {
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
            Catalog(workspace);
        }
    }

    /// <returns>Whether every engine of the target answers and lets its schema be written; the first that does not ends the list.</returns>
    public bool Engines(Workspace workspace)
    {
        var target = workspace.Target;
        using var all = workspace.OpenEngine();
        return target.Engines.Keys.Prepend(target.Type).All(type =>
        {
            try
            {
                Engine(all.For(type), target.Database, target.Schema);
                return true;
            }
            catch (DiagnosticException failure)
            {
                Say("engine", $"{type} does not work");
                terminal.Draw(failure);
                return false;
            }
        });
    }

    /// <returns>Whether the project has no errors.</returns>
    public bool Parses(Workspace workspace)
    {
        var problems = ProjectLoader.Load(workspace.Options).Diagnostics;
        foreach (var diagnostic in problems)
        {
            terminal.Output.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        var errors = problems.Count(d => d.Severity == Severity.Error);
        Say("parses", errors == 0 ? "yes" : $"no: {errors} {(errors == 1 ? "error" : "errors")}");
        return errors == 0;
    }

    private void Engine(IEngine engine, string database, string schema)
    {
        using var session = engine.OpenSession();
        using var result = session.Execute("SELECT 1", terminal.CancellationToken);
        var hasSchema = session.SchemaExists(database, schema);
        session.RequireWritable(database, schema);
        Say("engine", engine.Description);
        if (!hasSchema)
        {
            Say("", $"the schema {schema} is not there yet; a run makes it");
        }
    }

    private void Catalog(Workspace workspace)
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

    private void Say(string what, string value) => terminal.Output.WriteLine($"{(what.Length > 0 ? what + ":" : ""),-11} {value}");
}
