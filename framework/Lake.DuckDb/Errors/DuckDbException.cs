namespace Lake.DuckDb.Errors;

/// <summary>What the library refused or failed at.</summary>
public sealed class DuckDbException : Exception
{
    internal DuckDbException(DuckDbErrorType errorType, string message, int? position = null)
        : base(message)
    {
        ErrorType = errorType;
        Position = position;
    }

    public DuckDbErrorType ErrorType { get; }

    /// <summary>Where in the given SQL, as an index of its characters, where the library says so.</summary>
    public int? Position { get; }

    /// <summary>Names that the library proposes instead of an unknown one.</summary>
    public IReadOnlyList<string> Candidates { get; internal init; } = [];
}
