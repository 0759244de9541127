using System.Globalization;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Cli.Logs;

/// <summary>How a command begins and ends, as events with the names and keys of dbt's.</summary>
internal static class CommandEvents
{
    /// <param name="version">The program's own.</param>
    public static void Begin(EventLog log, ProjectOptions options, string version)
    {
        log.Write(new LogEvent(DateTimeOffset.UtcNow, "MainReportVersion", "A001", LogLevel.Info, $"Running with lake={version}, as dbt={DbtVersion.Text}", json =>
        {
            json.WriteString("version", "=" + DbtVersion.Text);
            json.WriteNumber("log_version", 3);
        }));
        log.Write(new LogEvent(DateTimeOffset.UtcNow, "MainReportArgs", "A002", LogLevel.Debug, $"running lake with arguments {PlainValues.Text(options.Flags)}", json =>
        {
            json.WriteStartObject("args");
            foreach (var (key, value) in options.Flags)
            {
                json.WriteString(key, PlainValues.Text(value));
            }

            json.WriteEndObject();
        }));
    }

    public static void Found(EventLog log, LoadedProject project)
    {
        var counts = project.Nodes.Values.GroupBy(n => n.ResourceType).OrderBy(g => g.Key)
            .Select(g => (Name: (g.Key == ResourceType.Test ? "data test" : g.Key.Word()).Replace('_', ' '), Count: g.Count()))
            .Append(("macro", project.Macros.All.Length))
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Item2} {(c.Item2 == 1 ? c.Item1 : Plural(c.Item1))}"));
        var line = string.Join(", ", counts);
        log.Write(new LogEvent(DateTimeOffset.UtcNow, "FoundStats", "W006", LogLevel.Info, $"Found {line}", json => json.WriteString("stat_line", line)));
    }

    public static void Warn(EventLog log, IEnumerable<Diagnostic> warnings)
    {
        foreach (var warning in warnings)
        {
            log.Write(new LogEvent(DateTimeOffset.UtcNow, WarningPolicy.NameOf(warning.Rule), "", LogLevel.Warn, warning.ToString()));
        }
    }

    /// <summary>Tells those who read events why a command did not get to its work.</summary>
    public static void Fail(TextWriter output, DiagnosticException failure)
    {
        using var lines = new JsonLines(output, "", LogLevel.Info);
        foreach (var diagnostic in failure.Diagnostics.Where(d => d.Severity == Severity.Error))
        {
            lines.Write(new LogEvent(DateTimeOffset.UtcNow, "MainEncounteredError", "Z002", LogLevel.Error, diagnostic.ToString(), json => json.WriteString("exc", diagnostic.ToString())));
        }
    }

    public static void Complete(EventLog log, ProjectOptions options, bool succeeded)
    {
        var now = DateTimeOffset.UtcNow;
        var elapsed = (now - options.StartedAt).TotalSeconds;
        log.Write(new LogEvent(
            now, "CommandCompleted", "Q039", LogLevel.Debug,
            string.Create(CultureInfo.InvariantCulture, $"Command `lake {options.Command}` {(succeeded ? "succeeded" : "failed")} at {now.UtcDateTime:HH:mm:ss.ffffff} after {elapsed:F2} seconds"), json =>
        {
            json.WriteString("command", $"lake {options.Command}");
            json.WriteBoolean("success", succeeded);
            json.WriteString("completed_at", JsonLines.Time(now));
            json.WriteNumber("elapsed", elapsed);
        }));
    }

    private static string Plural(string word) => word.EndsWith('y') ? word[..^1] + "ies" : word.EndsWith('s') ? word[..^2] + "es" : word + "s";
}
