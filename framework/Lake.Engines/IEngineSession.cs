using Lake.Sql;

namespace Lake.Engines;

/// <summary>
/// A connection in which Iceberg tables are ordinary SQL tables. Failures are
/// <see cref="Lake.Text.DiagnosticException"/> whose location, where the engine names one, lies in the given SQL.
/// </summary>
/// <remarks>
/// Outside <see cref="Begin"/>…<see cref="Commit"/> every statement publishes on its own. Inside, changed tables are
/// staged: this session sees them, nobody else does, and <see cref="Commit"/> makes all of them visible.
/// </remarks>
public interface IEngineSession : IDisposable
{
    bool InTransaction { get; }

    /// <summary>Tables that the last statement read, by the files that were to be opened; empty where the engine does not tell.</summary>
    IReadOnlyList<TableRead> LastReads => [];

    /// <summary>
    /// What statements have cost since this was asked last, in the order of their ends; of those whose rows were not read to
    /// the end, so far. Empty for an engine that is part of this process.
    /// </summary>
    IReadOnlyList<QueryReport> TakeReports() => [];

    /// <summary>
    /// Runs one or several statements separated by <c>;</c> and gives the result of the last. The caller disposes it
    /// before the next call. Cancelling interrupts the engine and throws <see cref="OperationCanceledException"/>.
    /// </summary>
    IQueryResult Execute(string sql, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="Execute"/>, with all rows computed before it returns: less work where there are few.</summary>
    IQueryResult ExecuteWhole(string sql, CancellationToken cancellationToken = default) => Execute(sql, cancellationToken);

    /// <summary>
    /// Outside of a transaction: lets this session, and the others of its engine, see what other writers have published
    /// since they first looked. An engine that keeps no view of its own has nothing to do.
    /// </summary>
    void Refresh()
    {
    }

    void Begin();

    /// <summary>
    /// Publishes what was staged, table by table in the order in which they were first changed, each in one step. A
    /// conflict with another writer fails with <c>commit-conflict</c> and publishes nothing; one that comes behind the
    /// first table fails with <see cref="EngineRules.PartlyPublished"/>.
    /// </summary>
    void Commit();

    void Rollback();

    /// <summary>
    /// A transaction around some work: published when the work returns true, given up when it returns false or throws.
    /// Where another writer has changed the same tables meanwhile, so that the work might have come out otherwise, it is
    /// done again on what they are now; after a number of times that fails with <c>commit-conflict</c>.
    /// </summary>
    /// <param name="isAudited">
    /// False when nothing looks at what is staged before it is published; an engine that stages by copying then publishes
    /// each statement as it runs.
    /// </param>
    /// <returns>What the work returned.</returns>
    bool Publish(Func<bool> work, bool isAudited = true, CancellationToken cancellationToken = default);

    /// <summary>Keeps a staged relation when the transaction is given up; the action publishes it afterwards.</summary>
    /// <param name="name">The staged relation.</param>
    /// <param name="folder">For files of the session's own.</param>
    /// <param name="to">Another name to publish its rows under, as a table; null for its own.</param>
    Action Preserve(RelationName name, string folder, RelationName? to = null);

    /// <summary>
    /// Goes on with the transaction after a statement in it failed, which some engines refuse otherwise. What was staged
    /// stays; temporary tables made in the transaction are gone.
    /// </summary>
    void Recover();

    bool SchemaExists(string? database, string schema);

    void CreateSchema(string? database, string schema);

    /// <summary>Fails where this user may not make tables in a schema, there or not, as far as that can be told without making one.</summary>
    void RequireWritable(string? database, string schema)
    {
    }

    /// <summary>Relations of one schema, staged ones included; empty when the schema does not exist.</summary>
    IReadOnlyList<Relation> ListRelations(string? database, string schema);

    /// <summary>Null when there is none of that name (names match without regard to case).</summary>
    Relation? FindRelation(RelationName name);

    /// <summary>In table order; empty when there is no such relation.</summary>
    IReadOnlyList<RelationColumn> GetColumns(RelationName name);

    /// <summary>Names and types that a query would return, without running it.</summary>
    IReadOnlyList<RelationColumn> DescribeQuery(string sql);

    /// <summary>A property of a table; null when there is no such table or property.</summary>
    string? FindProperty(RelationName name, string key);

    /// <summary>
    /// Within a transaction: publishing it fails with <c>commit-conflict</c> where another writer has given the property of
    /// a table another value by then. With a property that every writer of a kind sets, they are one after the other.
    /// </summary>
    /// <param name="value">What it is now; null for none.</param>
    void RequireProperty(RelationName name, string key, string? value) =>
        throw new NotSupportedException("This engine cannot hold a table's property while a transaction is open.");

    /// <summary>
    /// Writes small files of a table, and those of which many rows are deleted, anew as larger ones, and packs its manifests. The
    /// rows stay the same, and other writers may go on meanwhile. Not within a transaction.
    /// </summary>
    OptimizeResult Optimize(RelationName name, OptimizeRequest request, CancellationToken cancellationToken = default) =>
        throw EngineRules.UnsupportedSql.Error(null, "This engine does not optimize tables through lake.", "run its own statement: ALTER TABLE … EXECUTE optimize");

    /// <summary>Keeps a table tidy, beside other writers. Not within a transaction.</summary>
    MaintenanceResult Maintain(RelationName name, MaintenanceRequest request, CancellationToken cancellationToken = default) =>
        throw EngineRules.UnsupportedSql.Error(null, "This engine does not maintain tables through lake.", "run its own statements in a post-hook: ALTER TABLE … EXECUTE optimize");

    /// <summary>
    /// Within a transaction: makes files rows of a table without copying them. They stay their owner's: nothing ever
    /// deletes them. All of them have the same columns and lack the same ones.
    /// </summary>
    /// <returns>How many rows there are; or why the files cannot be read as the table's, and nothing is changed.</returns>
    (long Rows, string? Misfit) AddForeignFiles(RelationName name, IReadOnlyList<ForeignFile> files, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This engine cannot read files of others as a table's.");

    /// <summary>Within a transaction: takes files out of a table, and leaves them where they are, if they are. Others are passed over.</summary>
    void RemoveForeignFiles(RelationName name, IReadOnlyCollection<string> locations) =>
        throw new NotSupportedException("This engine cannot read files of others as a table's.");

    /// <summary>
    /// What a query reads, and at which version: a text that stays the same as long as the tables behind it, through
    /// views too, do. It holds the definitions of views. Null when the engine cannot tell, as for temporary tables. Relations that do not exist are left out.
    /// </summary>
    string? FindVersion(string query);

    /// <summary>As <see cref="FindVersion"/> of columns alone: the same as long as the tables keep theirs, whatever becomes of the rows.</summary>
    string? FindShape(string query) => null;
}
