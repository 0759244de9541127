using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;

namespace Lake.Engines.DuckDb.Relations;

/// <summary>
/// The run's one view of the catalog, shared by its sessions: a table stays at the version that was read first until
/// one of the sessions publishes a newer one. Names match without regard to case.
/// </summary>
internal sealed class PinnedCatalog(ICatalog catalog)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<TableIdentifier>> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<TableIdentifier, LakeRelation> _pins = new(IdentifierComparer.Instance);

    public ICatalog Catalog => catalog;

    public LakeRelation? Find(TableIdentifier id)
    {
        lock (_lock)
        {
            if (_pins.TryGetValue(id, out var pinned))
            {
                return pinned;
            }
        }

        return Load(id) is { } found ? Pin(found, replace: false) : null;
    }

    /// <summary>
    /// Whether the schema had such a relation when it was last looked at: for words that are mostly no relations. Ones
    /// that other runs make later are found by <see cref="Find"/>.
    /// </summary>
    public bool IsKnown(TableIdentifier id)
    {
        var schema = id.Namespace.ToString();
        lock (_lock)
        {
            if (_pins.ContainsKey(id))
            {
                return true;
            }

            if (_known.TryGetValue(schema, out var known))
            {
                return known.Contains(id);
            }
        }

        var found = FindNamespace(schema) is { } ns ? List(ns).Select(r => r.Id) : [];
        lock (_lock)
        {
            var known = new HashSet<TableIdentifier>(found, IdentifierComparer.Instance);
            _known[schema] = known;
            return known.Contains(id);
        }
    }

    /// <summary>What the catalog has now, for this and all other sessions.</summary>
    public LakeRelation? Refresh(TableIdentifier id)
    {
        if (Load(id) is { } found)
        {
            return Pin(found, replace: true);
        }

        Forget(id);
        return null;
    }

    public LakeRelation Pin(LakeRelation relation, bool replace = true)
    {
        lock (_lock)
        {
            if (!replace && _pins.TryGetValue(relation.Id, out var first))
            {
                return first;
            }

            _pins[relation.Id] = relation;
            return relation;
        }
    }

    public void Forget(TableIdentifier id)
    {
        lock (_lock)
        {
            _pins.Remove(id);
        }
    }

    /// <summary>The namespace as the catalog spells it; null when there is none.</summary>
    public TableNamespace? FindNamespace(string schema)
    {
        var exact = new TableNamespace(schema);
        return catalog.NamespaceExists(exact)
            ? exact
            : catalog.ListNamespaces().FirstOrDefault(n => string.Equals(n.ToString(), schema, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Everything in a schema, as the catalog has it now.</summary>
    public IEnumerable<(TableIdentifier Id, RelationKind Kind)> List(TableNamespace ns) =>
        catalog.ListTables(ns).Select(id => (id, RelationKind.Table))
            .Concat(catalog.ListViews(ns).Select(id => (id, RelationKind.View)));

    private LakeRelation? Load(TableIdentifier id)
    {
        if (LoadExact(id) is { } exact)
        {
            return exact;
        }

        return FindNamespace(id.Namespace.ToString()) is { } ns
            && List(ns).Select(r => r.Id).FirstOrDefault(r => IdentifierComparer.Instance.Equals(r, id)) is { } similar
            ? LoadExact(similar)
            : null;
    }

    private LakeRelation? LoadExact(TableIdentifier id) =>
        catalog.TryLoadTable(id) is { } table ? new LakeTable(id, table)
        : catalog.TryLoadView(id) is { } view ? LakeView.Of(view)
        : null;
}
