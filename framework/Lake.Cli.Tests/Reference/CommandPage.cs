using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Lake.Cli.Commands;

namespace Lake.Cli.Tests.Reference;

/// <summary><c>docs/reference/commands.md</c>, from the commands as the program parses them.</summary>
internal static class CommandPage
{
    public static string Write(RootCommand root)
    {
        var text = new StringBuilder("""
            # Commands

            This page is generated from the commands themselves; `lake help COMMAND` shows the same. Options of all commands come first.

            ## lake

            """).Append('\n').Append(root.Description).Append("\n\n");
        Options(text, root);
        foreach (var command in root.Subcommands.Where(c => !c.Hidden))
        {
            Section(text, command, "lake " + command.Name);
        }

        return text.ToString();
    }

    private static void Section(StringBuilder text, Command command, string name)
    {
        text.Append("\n## ").Append(name).Append("\n\n").Append(command.Description).Append(".\n\n");
        if (command.Aliases.Count > 0)
        {
            text.Append("Also called ").AppendJoin(", ", command.Aliases.Select(a => $"`{a}`")).Append(".\n\n");
        }

        foreach (var argument in command.Arguments.Where(a => !a.Hidden))
        {
            text.Append("- `<").Append(argument.Name).Append(">`: ").Append(argument.Description).Append('\n');
        }

        text.Append(command.Arguments.Any(a => !a.Hidden) ? "\n" : "");
        Options(text, command);
        if (command is LakeCommand { Examples.Count: > 0 } lake)
        {
            text.Append("\n```sh\n").AppendJoin('\n', lake.Examples).Append("\n```\n");
        }

        foreach (var inner in command.Subcommands.Where(c => !c.Hidden))
        {
            Section(text, inner, $"{name} {inner.Name}");
        }
    }

    private static void Options(StringBuilder text, Command command)
    {
        var options = command.Options.Where(o => o is not (HelpOption or VersionOption) && !o.Hidden).ToList();
        if (options.Count == 0)
        {
            return;
        }

        text.Append("| option | value | |\n|---|---|---|\n");
        foreach (var option in options)
        {
            text.Append("| ").AppendJoin(", ", option.Aliases.Prepend(option.Name).Select(a => $"`{a}`"))
                .Append(" | ").Append(option.ValueType == typeof(bool) ? "" : option.HelpName)
                .Append(" | ").Append(option.Description?.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }
    }
}
