using System.CommandLine;
using System.Reflection;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
using Lake.Cli.Terminal;
using Lake.Project.Settings;
using Lake.Runner.Rules;
using Lake.Text;

namespace Lake.Cli.Commands;

/// <summary>The command table, and what becomes of errors.</summary>
internal static class CommandLine
{
    /// <summary><c>@</c> begins a selection, not the name of a file with arguments.</summary>
    public static readonly ParserConfiguration Syntax = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <returns>The exit code of the process.</returns>
    public static int Run(IReadOnlyList<string> arguments, TerminalContext terminal)
    {
        if (arguments is ["--version"] or ["-v"] or ["-V"])
        {
            // Scripts ask for it often: no command table for that.
            terminal.Output.WriteLine($"lake {Version}");
            return (int)ExitCode.Success;
        }

        if (arguments is [] or ["help", ..])
        {
            var help = Run([.. arguments.Skip(1), "--help"], terminal);
            return arguments.Count == 0 ? (int)ExitCode.Unusable : help;
        }

        using var background = new BackgroundWork();
        return Guarded(terminal, () =>
        {
            var informed = terminal with { Background = background, Environment = EnvironmentFile.AddTo(terminal.Environment, terminal.CurrentDirectory) };
            return Invoke(arguments, informed with { UseColors = UsesColors(arguments, informed) });
        });
    }

    private static int Invoke(IReadOnlyList<string> arguments, TerminalContext terminal)
    {
        var parsed = Root(terminal).Parse(arguments, Syntax);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            return Misused(parsed, terminal);
        }

        return Guarded(terminal, () => parsed.Invoke(new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        }), parsed);
    }

    public static RootCommand Root(TerminalContext terminal)
    {
        var root = new RootCommand("Builds tested Apache Iceberg tables from SELECTs. Runs dbt projects as they are.");
        foreach (var option in GlobalArguments.All)
        {
            root.Add(option);
        }

        foreach (var command in CommandTable.Create(terminal))
        {
            root.Add(command);
        }

        HelpWithExamples.Install(root);
        return root;
    }

    /// <summary>Asked before anything is parsed, since what is wrong with the rest is told in colours or not.</summary>
    private static bool UsesColors(IReadOnlyList<string> arguments, TerminalContext terminal) =>
        !arguments.Contains("--no-color") && !arguments.Contains("--no-use-colors")
        && (arguments.Contains("--use-colors") || (terminal.Flag("USE_COLORS") ?? terminal.UseColors));

    private static int Misused(ParseResult parsed, TerminalContext terminal)
    {
        foreach (var diagnostic in Misuse.Explain(parsed))
        {
            terminal.Error.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        return (int)ExitCode.Unusable;
    }

    /// <param name="parsed">Null until the command line is understood.</param>
    private static int Guarded(TerminalContext terminal, Func<int> command, ParseResult? parsed = null)
    {
        try
        {
            return command();
        }
        catch (DiagnosticException failure)
        {
            if (parsed is not null && LogArguments.IsJson(parsed, terminal, null))
            {
                CommandEvents.Fail(terminal.Output, failure);
            }

            terminal.Draw(failure);
            return (int)ExitCode.Unusable;
        }
        catch (OperationCanceledException)
        {
            terminal.Output.Flush();
            terminal.Error.WriteLine("Interrupted. What had not been published was rolled back.");
            return (int)ExitCode.Unusable;
        }
#pragma warning disable CA1031 // The last place where a fault can be told to the user instead of ending the process with a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            terminal.Output.Flush();
            terminal.Error.Write(DiagnosticText.Draw(
                RunnerRules.InternalError.At(null, $"{fault.GetType().Name}: {fault.Message}", "this is a fault of lake; the trace below helps to find it"),
                terminal.UseColors));
            terminal.Error.WriteLine(fault.StackTrace);
            return (int)ExitCode.Unusable;
        }
    }
}
