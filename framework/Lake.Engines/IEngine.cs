namespace Lake.Engines;

/// <summary>
/// Something that runs SQL over the lakehouse. One engine serves a whole run; every worker thread opens its own session.
/// </summary>
public interface IEngine : IDisposable
{
    /// <summary>dbt's adapter type (<c>duckdb</c>, <c>trino</c>): the prefix of dispatched macros and a field of artifacts.</summary>
    string AdapterType { get; }

    /// <summary>What runs, for <c>lake debug</c>: its name, version and where it is.</summary>
    string Description { get; }

    /// <summary>A new session over the run's one view of the lakehouse. Cheap enough to open one a thread; not thread-safe itself.</summary>
    IEngineSession OpenSession();
}
