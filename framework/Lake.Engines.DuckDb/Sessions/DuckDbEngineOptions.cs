using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;

namespace Lake.Engines.DuckDb.Sessions;

public sealed record DuckDbEngineOptions
{
    /// <summary>The name under which SQL sees the lakehouse, as in <c>database.schema.table</c>.</summary>
    public string Database { get; init; } = "lake";

    /// <summary>Where names without a schema are looked up.</summary>
    public string DefaultSchema { get; init; } = "main";

    /// <summary>Of each session's DuckDB; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Of each session's DuckDB, such as <c>4GB</c>; null for 80 % of the machine's.</summary>
    public string? MemoryLimit { get; init; }

    /// <summary>Further settings of DuckDB by name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Databases that SQL reads beside the lakehouse.</summary>
    public ImmutableArray<AttachedDatabase> Attached { get; init; } = [];

    /// <summary>How sessions read object storage themselves; null when files are brought to this machine instead.</summary>
    public RemoteReading? RemoteReading { get; init; }

    /// <summary>Tables of so many files are read by those alone that conditions leave; finding them out costs about as much as opening a few files.</summary>
    public int PrunedFrom { get; init; } = 16;

    /// <summary>Where publications of several tables are written down while they last, for <c>PublicationJournal.Recover</c>; null for nowhere.</summary>
    public string? JournalFolder { get; init; }

    /// <summary>How often a statement outside of a transaction, or a whole one, is done again because another writer was first.</summary>
    public int ConflictRetries { get; init; } = 100;
}
