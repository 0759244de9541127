using System.Collections;
using System.Text;
using Lake.Project.Settings;

namespace Lake.Cli.Terminal;

/// <summary>
/// Everything a command may know of the world outside: where it writes, what it was started with, and when to stop.
/// Tests make their own.
/// </summary>
internal sealed record TerminalContext
{
    private static readonly string[] VariablePrefixes = ["LAKE_", "DBT_ENGINE_", "DBT_"];

    public required TextWriter Output { get; init; }

    public TextReader Input { get; init; } = TextReader.Null;

    public required TextWriter Error { get; init; }

    /// <summary>Standard output as bytes, for formats that are not text. Flush <see cref="Output"/> first.</summary>
    public required Stream RawOutput { get; init; }

    /// <summary>Whether a person looks at standard output: tables are cut to the window, progress may be redrawn.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether a person sits at both ends, who can be asked something.</summary>
    public bool CanAsk { get; init; }

    public bool UseColors { get; init; }

    /// <summary>In characters.</summary>
    public int Width { get; init; } = 120;

    public required string CurrentDirectory { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>What the command may leave to other threads, which end before it does.</summary>
    public BackgroundWork? Background { get; init; }

    /// <summary>Cancelled by Ctrl-C and by a polite request to end (SIGTERM).</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>A setting of ours under <c>LAKE_…</c>, else under dbt's two prefixes; null when unset or empty.</summary>
    public string? Variable(string name) =>
        VariablePrefixes.Select(prefix => Environment.GetValueOrDefault(prefix + name)).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    /// <summary>The same as yes or no, in the words that dbt takes; null when unset.</summary>
    public bool? Flag(string name) => Variable(name)?.ToLowerInvariant() switch
    {
        null => null,
        "1" or "true" or "t" or "yes" or "y" or "on" => true,
        _ => false,
    };

    public static TerminalContext FromConsole(CancellationToken cancellationToken)
    {
        var raw = Console.OpenStandardOutput();
        var output = new StreamWriter(raw, new UTF8Encoding(false), 16 * 1024) { AutoFlush = !Console.IsOutputRedirected };
        var environment = Variables();
        return new TerminalContext
        {
            Output = output,
            Input = Console.In,
            Error = Console.Error,
            RawOutput = raw,
            IsInteractive = !Console.IsOutputRedirected,
            CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
            UseColors = !Console.IsOutputRedirected && !environment.ContainsKey("NO_COLOR")
                && environment.GetValueOrDefault("TERM") != "dumb",
            Width = Console.IsOutputRedirected ? 120 : Math.Max(40, Console.WindowWidth),
            CurrentDirectory = Directory.GetCurrentDirectory(),
            Environment = environment,
            CancellationToken = cancellationToken,
        };
    }

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = entry.Value as string ?? "";
        }

        return variables;
    }
}
