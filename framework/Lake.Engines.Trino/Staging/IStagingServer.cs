using Lake.Engines.Trino.Statements;
using Lake.Sql;

namespace Lake.Engines.Trino.Staging;

/// <summary>What staging needs of the session that it stands in.</summary>
internal interface IStagingServer
{
    /// <summary>The result of a statement that was put off.</summary>
    IQueryResult Done { get; }

    RelationName Resolve(IReadOnlyList<string> parts);

    /// <summary>What is published under a name.</summary>
    RelationKind? Find(RelationName name);

    /// <summary>The current snapshot of a published table; null when it has none, or is no Iceberg table.</summary>
    string? FindSnapshot(RelationName table);

    IQueryResult Run(SentSql sql, TrinoStatement statement, CancellationToken cancellation);

    /// <summary>A statement of the engine's own, run for one of the user's.</summary>
    IQueryResult Run(string sql, TrinoStatement statement, CancellationToken cancellation);

    /// <summary>Runs a statement after which a relation is of this kind.</summary>
    void Publish(string sql, RelationName name, RelationKind? kind);

    void Drop(RelationName name, RelationKind kind);

    void Rename(RelationName from, RelationName to, RelationKind kind);
}
