namespace Lake.Trino.Errors;

/// <summary>What went wrong, as far as it decides what to do about it.</summary>
public enum TrinoErrorKind
{
    /// <summary>The server refused or failed a statement; the exception has its code and name.</summary>
    Statement,

    /// <summary>The server could not be reached, or stopped answering, for longer than the retries last.</summary>
    Unreachable,

    /// <summary>The server asks for credentials, or does not take those it was given.</summary>
    Unauthorized,

    /// <summary>The server's certificate is not trusted, or the two do not speak the same TLS.</summary>
    Tls,

    /// <summary>The server no longer knows a statement that was running; it was restarted, or took the client for dead.</summary>
    Lost,

    /// <summary>What answers does not speak Trino's protocol.</summary>
    Protocol,

    /// <summary>The options contradict each other; nothing was sent.</summary>
    Options,
}
