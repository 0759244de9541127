using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Names;
using Lake.Engines.DuckDb.Pruning;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Iceberg.Names;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>What belongs to a session as long as it lives.</summary>
internal sealed class SessionState : IDisposable
{
    public SessionState(PinnedCatalog pins, DuckDbEngineOptions options, IReadOnlyDictionary<string, string> settings)
    {
        Pins = pins;
        Options = options;
        Duck = new DuckGate(settings);
        options.RemoteReading?.Install(Duck);
        Names = new NameResolver(Duck, pins, options.Database, options.DefaultSchema);
        Versions = new VersionReads(Duck, Names);
        Mirrors = new MirrorSet(Duck, Names, Versions);
        Plans = new QueryPlans(Duck);

        // The first database of an instance in memory is called "memory" whatever one says.
        if (!options.Database.Equals("memory", StringComparison.OrdinalIgnoreCase))
        {
            Duck.Run($"ATTACH ':memory:' AS {SqlText.Identifier(options.Database)}");
        }

        foreach (var database in options.Attached)
        {
            database.Attach(Duck);
        }

        Mirrors.EnsureSchema(options.DefaultSchema);
        Duck.Run($"USE {SqlText.Identifier(options.Database, options.DefaultSchema)}");
    }

    public DuckDbEngineOptions Options { get; }

    public PinnedCatalog Pins { get; }

    public DuckGate Duck { get; }

    public NameResolver Names { get; }

    public VersionReads Versions { get; }

    public MirrorSet Mirrors { get; }

    public QueryPlans Plans { get; }

    public PreparedStatements Prepared { get; } = new();

    /// <summary>Whether a transaction of DuckDB is open, in which the time stands still.</summary>
    public bool HoldsClock { get; set; }

    /// <summary>What the statement before read.</summary>
    public IReadOnlyList<TableRead> LastReads { get; set; } = [];

    /// <summary>Makes every relation of the lakehouse visible, so that lists of tables and columns are complete.</summary>
    public void PrepareListing(UnitOfWork work)
    {
        foreach (var ns in Pins.Catalog.ListNamespaces())
        {
            Mirrors.EnsureSchema(ns.ToString());
            foreach (var (id, _) in Pins.List(ns))
            {
                if (work.Find(id) is { } relation)
                {
                    Mirrors.EnsureShape(relation, work);
                }
            }
        }

        foreach (var relation in work.Changed.Values.OfType<LakeRelation>())
        {
            Mirrors.EnsureShape(relation, work);
        }

        Mirrors.DropWhere(id => work.Find(id) is null);
    }

    /// <summary>
    /// With DuckDB's <c>immediate_transaction_mode</c> a transaction sees every table as it is when it begins, and not as it
    /// is when it is first read.
    /// </summary>
    public void PinWhereImmediate()
    {
        if (Duck.Query("SELECT current_setting('immediate_transaction_mode')") is [[true]])
        {
            foreach (var (id, _) in Pins.Catalog.ListNamespaces().SelectMany(Pins.List))
            {
                _ = Pins.Find(id);
            }
        }
    }

    /// <summary>Message and hint about a relation that does not exist.</summary>
    public (string Message, string? Hint) DescribeMissing(TableIdentifier id, UnitOfWork work)
    {
        var schema = id.Namespace.ToString();
        if (Pins.FindNamespace(schema) is not { } ns)
        {
            return ($"There is no table or view '{id}', and no schema '{schema}' either.",
                Spelling.Hint(schema, Pins.Catalog.ListNamespaces().Select(n => n.ToString())));
        }

        var here = Pins.List(ns).Select(r => r.Id).Concat(work.Changed.Where(c => c.Value is not null).Select(c => c.Key)).ToList();
        if (Spelling.Closest(id.Name, here.Select(r => r.Name)) is { } near)
        {
            return ($"There is no table or view '{id}'.", $"did you mean '{schema}.{near}'?");
        }

        var elsewhere = Pins.Catalog.ListNamespaces().Where(n => n != ns)
            .FirstOrDefault(n => work.Find(new TableIdentifier(n, id.Name)) is not null);
        return ($"There is no table or view '{id}'.", elsewhere is null ? null : $"there is one in another schema: '{elsewhere}.{id.Name}'");
    }

    public void Dispose() => Duck.Dispose();
}
