using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Building;
using Lake.Project.Values;
using Lake.Runner;
using Lake.Runner.Requests;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Cli.Commands;

internal static class RunOperationCommand
{
    private static readonly Argument<string?> Macro = new("macro") { Description = "A macro's name, or package.name", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Sql = new("--sql") { Description = "A statement with Jinja to run in place of a macro", HelpName = "sql" };

    private static readonly Option<string?> Arguments = new("--args") { Description = "Its arguments as YAML: '{day: 2024-01-31}'", HelpName = "yaml" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "run-operation",
            "Call a macro with a connection to the lakehouse",
            [
                "lake run-operation grant_select --args '{role: reporter}'",
                "lake run-operation --sql \"drop table {{ target.schema }}.old_orders\"",
            ]).With(Arguments, Sql, RunArguments.Threads);
        command.Add(Macro);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var arguments = ReadArguments(parsed.GetValue(Arguments) ?? "{}");
        var (macro, sql) = (parsed.GetValue(Macro), parsed.GetValue(Sql));
        if (macro is null == sql is null)
        {
            throw CliRules.Misused.Error(null, "'lake run-operation' takes either a macro or '--sql'", "name a macro, or give a statement with --sql");
        }

        var workspace = Workspace.Open(terminal, parsed, "run-operation");
        using var engine = workspace.OpenEngine();
        var options = RunArguments.Read(terminal, parsed, RunCommand.RunOperation, workspace.Project);
        using var output = CommandOutput.Open(terminal, parsed, workspace).Following(options);
        var result = sql is null
            ? LakeRunner.Call(workspace.Project, macro ?? "", arguments, engine, options, output, terminal.CancellationToken)
            : LakeRunner.Show(workspace.Project, [InlineNode.Of(workspace.Project, sql)], null, engine, options, output, (_, _) => { }, terminal.CancellationToken);
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
