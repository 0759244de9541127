using Lake.Text;

namespace Lake.Loader.Streams;

/// <summary>What a stream says of a column.</summary>
/// <param name="Name">As it is in the files; names match without regard to case.</param>
/// <param name="Type">A SQL type of DuckDB; null where the files tell.</param>
public sealed record StreamColumn(string Name, string? Type)
{
    public Location? Location { get; init; }

    /// <summary>Whether it is in the contract that <c>lake load --write-contract</c> has written.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Of values that are not of the type; null for what the stream's contract says.</summary>
    public ContractMode? OnMismatch { get; init; }
}
