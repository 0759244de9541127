using Lake.Sql;

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

    /// <summary>The engine of this type over the same lakehouse: this one, or one that stands beside it.</summary>
    IEngine For(string type) => type == AdapterType
        ? this
        : throw new InvalidOperationException($"There is no engine of type {type} beside {AdapterType}.");

    /// <summary>Takes note of what an engine has published under a name, which others may know otherwise.</summary>
    /// <param name="by">The type of the engine that has.</param>
    /// <param name="kind">Null when nothing is there any more.</param>
    void Note(string by, RelationName name, RelationKind? kind)
    {
    }
}
