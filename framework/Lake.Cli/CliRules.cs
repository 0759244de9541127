using Lake.Text;

namespace Lake.Cli;

/// <summary>What can be wrong with a command line, and with us.</summary>
internal static class CliRules
{
    public static readonly DiagnosticRule Misused = new(
        "unusable-arguments", Severity.Error, "The command line does not fit the command; `--help` shows what it takes.");

    public static readonly DiagnosticRule InternalError = new(
        "internal-error", Severity.Error, "A fault of the program itself, not of the project. Nothing half-done was published.");
}
