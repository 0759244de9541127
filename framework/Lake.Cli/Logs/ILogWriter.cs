namespace Lake.Cli.Logs;

/// <summary>One place where events go, in one form.</summary>
internal interface ILogWriter : IDisposable
{
    void Write(LogEvent logEvent);
}
