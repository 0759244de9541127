namespace Lake.Loader.Streams;

/// <summary>A stream whose rows are in a table of PostgreSQL.</summary>
/// <param name="ConnectionVariable">The environment variable that holds the address, with user and password.</param>
/// <param name="From">A table, <c>schema.table</c>, or a query in brackets.</param>
public sealed record PostgresSource(string ConnectionVariable, string From)
{
    /// <summary>The column by whose ranges the rows are read; null to read all in one.</summary>
    public string? Key { get; init; }

    /// <summary>The column that grows with each change of a row; null to read all rows each time.</summary>
    public string? Watermark { get; init; }

    /// <summary>The boolean column that is set for rows that were loaded.</summary>
    public string? LoadedFlag { get; init; }

    /// <summary>Rows of one commit.</summary>
    public long ChunkRows { get; init; } = 1_000_000;
}
