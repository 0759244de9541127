namespace Lake.Cli.Logs;

/// <summary>How much an event matters; the words are dbt's.</summary>
internal enum LogLevel
{
    Debug,
    Info,
    Warn,
    Error,

    /// <summary>Beyond all: nothing is written.</summary>
    None,
}
