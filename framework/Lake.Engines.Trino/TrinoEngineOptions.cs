using Lake.Trino.Sessions;
using Lake.Trino.Transport;

namespace Lake.Engines.Trino;

/// <summary>Which server and catalog, and what each session begins with.</summary>
public sealed record TrinoEngineOptions
{
    public required TrinoClientOptions Client { get; init; }

    /// <summary>A new session; called once for each of the engine's.</summary>
    public required Func<TrinoSession> NewSession { get; init; }

    /// <summary>How often a transaction is done again because another writer was first.</summary>
    public int ConflictRetries { get; init; } = 5;
}
