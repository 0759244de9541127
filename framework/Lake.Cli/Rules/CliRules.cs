using Lake.Text;

namespace Lake.Cli.Rules;

/// <summary>What can be wrong with a command line, and with us.</summary>
internal static class CliRules
{
    public static readonly DiagnosticRule Misused = new(
        "unusable-arguments", Severity.Error, "The command line does not fit the command; `--help` shows what it takes.");

    public static readonly DiagnosticRule UnprotectedServer = new(
        "unprotected-server", Severity.Error, "`catalog serve` on an address that others reach needs a token, or everybody could change the catalog.");

    public static readonly DiagnosticRule UnknownStream = new(
        "unknown-stream", Severity.Error, "`--stream` names neither a stream nor a source of streams.");

    public static readonly DiagnosticRule UnsafeCleanTarget = new(
        "unsafe-clean-target", Severity.Error, "`clean-targets` names a folder that `clean` must not delete: outside the project, the project itself, or one with sources or tables.");

    public static readonly DiagnosticRule UnwritableOutput = new(
        "unwritable-output", Severity.Error, "The file of `--to` cannot be written; give a file in a folder that exists and is yours.");

    public static readonly DiagnosticRule StateNeeded = new(
        "state-needed", Severity.Error, "`--defer` and `clone` read the manifest of an earlier run, which `--state` must name.");

    public static readonly DiagnosticRule StateIsTarget = new(
        "state-is-target", Severity.Warning, "`--state` names the target folder, whose manifest the run overwrites: the next run compares with this one.");

    public static readonly DiagnosticRule FolderInUse = new(
        "folder-in-use", Severity.Error, "`init` writes into a new or empty folder only, so that it never overwrites anything.");

    public static readonly DiagnosticRule UnreadableInput = new(
        "unreadable-input", Severity.Error, "The file of `--file` cannot be read; give one with SQL statements.");
}
