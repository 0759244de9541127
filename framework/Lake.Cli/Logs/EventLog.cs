namespace Lake.Cli.Logs;

/// <summary>All places where the events of one command go. Takes events from any thread.</summary>
internal sealed class EventLog(params IReadOnlyList<ILogWriter> writers) : IDisposable
{
    private readonly Lock _lock = new();

    public void Write(LogEvent logEvent)
    {
        lock (_lock)
        {
            foreach (var writer in writers)
            {
                writer.Write(logEvent);
            }
        }
    }

    public void Dispose()
    {
        foreach (var writer in writers)
        {
            writer.Dispose();
        }
    }
}
