using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Lake.Cli.Commands;

/// <summary>The usual help, and below it a command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] FirstSteps =
    [
        "lake build                             # in a project's folder: load, build and test everything",
        "lake ls                                # what there is to select",
        "lake query \"select * from main.orders limit 10\"",
        "lake help build                        # the options of a command, with examples",
    ];

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        var examples = parseResult.CommandResult.Command is LakeCommand command ? command.Examples : FirstSteps;
        if (examples.Count > 0)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
        }

        return exitCode;
    }

    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
            {
                option.Action = new HelpWithExamples(help);
            }
        }
    }
}
