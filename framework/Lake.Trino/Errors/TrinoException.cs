namespace Lake.Trino.Errors;

/// <summary>A failure of a statement or of the connection. Messages never hold credentials.</summary>
public sealed class TrinoException(TrinoErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public TrinoErrorKind Kind { get; } = kind;

    /// <summary>Of failures to reach the server.</summary>
    public ConnectionProblem Problem { get; init; }

    /// <summary>The server's word, such as <c>TABLE_NOT_FOUND</c>; null when the error is not the server's.</summary>
    public string? ErrorName { get; init; }

    /// <summary><c>USER_ERROR</c>, <c>INTERNAL_ERROR</c>, <c>INSUFFICIENT_RESOURCES</c> or <c>EXTERNAL</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>From 1, in the statement; null when the server names no place.</summary>
    public int? Line { get; init; }

    /// <summary>From 1.</summary>
    public int? Column { get; init; }

    public string? QueryId { get; init; }
}
