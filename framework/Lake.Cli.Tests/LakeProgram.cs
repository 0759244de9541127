using System.Text;
using Lake.Cli.Commands;
using Lake.Cli.Terminal;

namespace Lake.Cli.Tests;

/// <summary>Runs the program in this process, as a shell would: exit code, standard output and standard error together.</summary>
internal static class LakeProgram
{
    public static ProgramResult Run(string folder, params string[] arguments) => Run(folder, CancellationToken.None, arguments);

    public static ProgramResult Run(string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var raw = new MemoryStream();
        var exitCode = CommandLine.Run(arguments, new TerminalContext
        {
            Output = output,
            Error = error,
            RawOutput = raw,
            CurrentDirectory = folder,
            Environment = new Dictionary<string, string> { ["HOME"] = folder },
            CancellationToken = cancellationToken,
        });
        return new ProgramResult(exitCode, output.ToString(), error.ToString(), raw.ToArray());
    }
}

internal sealed record ProgramResult(int ExitCode, string Output, string Error, byte[] RawOutput)
{
    /// <summary>All three for a failing assertion.</summary>
    public override string ToString() =>
        new StringBuilder().Append("exit ").Append(ExitCode).Append('\n').Append(Output).Append(Error).ToString();
}
