namespace Lake.Runner.Comparisons;

/// <summary>One of two versions of a table that are compared.</summary>
/// <param name="Name">What people call it: <c>snapshot 42</c>.</param>
/// <param name="Sql">What to write behind FROM for its rows.</param>
public sealed record DiffSide(string Name, string Sql)
{
    /// <summary>The same for the rows that may differ from the other side's: all, where nothing better is known.</summary>
    public string Differing { get; init; } = Sql;
}
