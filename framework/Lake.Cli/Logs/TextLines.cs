using System.Globalization;

namespace Lake.Cli.Logs;

/// <summary>Writes events as lines for people, in the form of dbt's <c>debug</c>: time, level, thread, message.</summary>
internal sealed class TextLines(TextWriter output, string invocationId, LogLevel least) : ILogWriter
{
    private bool _begun;

    public void Write(LogEvent logEvent)
    {
        if (logEvent.Level < least)
        {
            return;
        }

        if (!_begun)
        {
            _begun = true;
            var border = new string('=', 30);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n\n{border} {logEvent.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff} | {invocationId} {border}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{logEvent.Time.UtcDateTime:HH:mm:ss.ffffff} [{JsonLines.LevelWord(logEvent.Level),-5}] [{logEvent.Thread}]: {logEvent.Message}"));
        output.Flush();
    }

    public void Dispose() => output.Flush();
}
