using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Site;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Values;
using Lake.Runner;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

internal static class DocsCommand
{
    private static readonly Switch Compile = new("compile", "Compile the project first, so that the pages show its SQL; the default");

    private static readonly Option<bool> EmptyCatalog = new("--empty-catalog") { Description = "Do not ask the lakehouse for tables and columns" };

    private static readonly Option<bool> Static = new("--static") { Description = "Write static_index.html besides: one page with everything in it, to be sent or opened as a file" };

    private static readonly Option<string> Host = new("--host") { Description = "Address to serve on", HelpName = "address", DefaultValueFactory = _ => "127.0.0.1" };

    private static readonly Option<int?> Port = new Option<int?>("--port") { Description = "Port to serve on; 8080 when not given", HelpName = "n" }.NumberFrom(1);

    private static readonly Switch Browser = new Switch("browser", "Taken for scripts of dbt; nothing is opened").Hidden();

    public static Command Create(TerminalContext terminal)
    {
        var generate = new LakeCommand(
            "generate",
            "Write the documentation: manifest.json, catalog.json and a page that shows them",
            ["lake docs generate"])
            .With([.. SelectionArguments.All, RunArguments.Threads, .. Compile.Both, EmptyCatalog, Static]);
        generate.SetAction(parsed => Generate(terminal, parsed));
        var serve = new LakeCommand(
            "serve",
            "Serve the documentation that was generated last, until Ctrl-C",
            ["lake docs serve --port 8081"]).With([Host, Port, .. Browser.Both]);
        serve.SetAction(parsed => Serve(terminal, parsed));
        var docs = new LakeCommand("docs", "Write the project's documentation, or serve it", ["lake docs generate", "lake docs serve"]);
        docs.Add(generate);
        docs.Add(serve);
        return docs;
    }

    private static int Generate(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.Open(terminal, parsed, "generate");
        var selected = workspace.SelectToCompile(SelectionArguments.Read(terminal, parsed, workspace.Settings));
        using var engine = workspace.OpenEngine();
        var options = RunArguments.Read(terminal, parsed, RunCommand.Compile, workspace.Project);
        using var output = CommandOutput.Open(terminal, parsed, workspace).Following(options);
        var succeeded = true;
        if (Compile.Read(parsed, terminal) != false)
        {
            var compiled = LakeRunner.Run(
                workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options, output, terminal.CancellationToken);
            output.WriteSummary(compiled);
            succeeded = compiled.Succeeded;
        }

        var file = LakeRunner.WriteCatalog(workspace.Project, parsed.GetValue(EmptyCatalog) ? [] : selected, engine, options);
        SiteFiles.Write(workspace.Settings.Paths.Target);
        CopyAssets(workspace);
        output.Lines.Output.WriteLine(parsed.GetValue(Static)
            ? $"Wrote {Path.GetRelativePath(terminal.CurrentDirectory, SiteFiles.WriteStatic(workspace.Settings.Paths.Target))}"
            : $"Wrote {Path.GetRelativePath(terminal.CurrentDirectory, file)}; 'lake docs serve' shows it.");
        terminal.Output.Flush();
        return (int)(succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    private static int Serve(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "serve");
        var folder = workspace.Settings.Paths.Target;
        if (!File.Exists(Path.Combine(folder, "catalog.json")))
        {
            throw CliRules.Misused.Error(null, "there is no documentation to serve", "write it first: lake docs generate");
        }

        SiteFiles.Write(folder);
        SiteServer.Run(folder, parsed.GetRequiredValue(Host), parsed.GetValue(Port) ?? 8080, terminal);
        return (int)ExitCode.Success;
    }

    /// <summary>What descriptions show beside text lies in the folders of <c>asset-paths</c>.</summary>
    private static void CopyAssets(Workspace workspace)
    {
        var folders = workspace.Settings.Raw.Find("asset-paths") as ValueList ?? ValueList.Empty;
        foreach (var name in folders.OfType<string>().Where(f => Directory.Exists(Path.Combine(workspace.Settings.Directory, f))))
        {
            var folder = Path.Combine(workspace.Settings.Directory, name);
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(workspace.Settings.Paths.Target, name, Path.GetRelativePath(folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? folder);
                File.Copy(file, copy, overwrite: true);
            }
        }
    }
}
