using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Values;
using Lake.Runner;
using Lake.Runner.Requests;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Cli.Commands;

internal static class RunOperationCommand
{
    private static readonly Argument<string> Macro = new("macro") { Description = "A macro's name, or package.name" };

    private static readonly Option<string?> Arguments = new("--args") { Description = "Its arguments as YAML: '{day: 2024-01-31}'", HelpName = "yaml" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "run-operation",
            "Call a macro with a connection to the lakehouse",
            ["lake run-operation grant_select --args '{role: reporter}'"]).With(Arguments, RunArguments.Threads);
        command.Add(Macro);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var arguments = ReadArguments(parsed.GetValue(Arguments) ?? "{}");
        var workspace = Workspace.Open(terminal, parsed, "run-operation");
        using var engine = workspace.OpenEngine();
        using var reporter = new RunReporter(terminal, quiet: true);
        var result = LakeRunner.Call(
            workspace.Project, parsed.GetRequiredValue(Macro), arguments, engine, RunArguments.Read(terminal, parsed, RunCommand.RunOperation, workspace.Project), reporter,
            terminal.CancellationToken);
        foreach (var diagnostic in result.Nodes.SelectMany(n => n.Diagnostics))
        {
            terminal.Error.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        terminal.Output.Flush();
        return (int)(result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    private static ValueMap ReadArguments(string text)
    {
        var source = new SourceFile("<--args>", text);
        var document = YamlDocument.Parse(source);
        return document.HasErrors
            ? throw new DiagnosticException(document.Diagnostics)
            : document.Root is YamlMapping map
                ? PlainValues.MapFromYaml(map)
                : throw CliRules.Misused.Error(source.At(0, text.Length), "--args must be a mapping", "write --args '{name: value}'");
    }
}
