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
    private readonly Dictionary<string, TableNamespace> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<TableIdentifier, LakeRelation> _pins = new(IdentifierComparer.Instance);

    /// <summary>Tables as they were before <see cref="Release"/>; what was made for one serves on while its version is the same.</summary>
    private readonly Dictionary<TableIdentifier, LakeTable> _released = new(IdentifierComparer.Instance);

    public ICatalog Catalog => catalog;

    /// <summary>Where publications of several tables are written down while they last; null for nowhere.</summary>
    public string? JournalFolder { get; init; }

    public LakeRelation? Find(TableIdentifier id)
    {
        lock (_lock)
        {
            if (_pins.TryGetValue(id, out var pinned))
            {
                return pinned;
            }
        }

        return Load(id) is { } found ? Pin(Unmoved(found), replace: false) : null;
    }

    /// <summary>Ends the one view: each table is looked up again when it is next asked for.</summary>
    public void Release()
    {
        lock (_lock)
        {
            foreach (var table in _pins.Values.OfType<LakeTable>().Where(table => !table.IsAttached))
            {
                _released[table.Id] = table;
            }

            foreach (var id in _pins.Where(pin => pin.Value is not LakeTable { IsAttached: true }).Select(pin => pin.Key).ToList())
            {
                _pins.Remove(id);
            }
        }
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
        }

        return Known(schema).Contains(id);
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

    /// <summary>The namespace as the catalog spells it; null when there is none. One that was there is so until <see cref="ForgetNamespace"/>.</summary>
    public TableNamespace? FindNamespace(string schema)
    {
        lock (_lock)
        {
            if (_namespaces.TryGetValue(schema, out var known))
            {
                return known;
            }
        }

        var exact = new TableNamespace(schema);
        var found = catalog.NamespaceExists(exact)
            ? exact
            : catalog.ListNamespaces().FirstOrDefault(n => string.Equals(n.ToString(), schema, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            lock (_lock)
            {
                _namespaces[schema] = found;
            }
        }

        return found;
    }

    public void ForgetNamespace(TableNamespace ns)
    {
        lock (_lock)
        {
            foreach (var schema in _namespaces.Where(n => n.Value == ns).Select(n => n.Key).ToList())
            {
                _namespaces.Remove(schema);
            }
        }
    }

    /// <summary>Everything in a schema, as the catalog has it now.</summary>
    public IEnumerable<(TableIdentifier Id, RelationKind Kind)> List(TableNamespace ns) =>
        catalog.ListTables(ns).Select(id => (id, RelationKind.Table))
            .Concat(catalog.ListViews(ns).Select(id => (id, RelationKind.View)));

    private LakeRelation Unmoved(LakeRelation found)
    {
        lock (_lock)
        {
            return _released.Remove(found.Id, out var before) && found is LakeTable { Table: var table }
                && before.Table.MetadataLocation == table.MetadataLocation && before.Table.Metadata.TableUuid == table.Metadata.TableUuid
                ? before
                : found;
        }
    }

    /// <summary>What a schema held when it was first looked at. What the run makes itself is pinned.</summary>
    private HashSet<TableIdentifier> Known(string schema)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(schema, out var known))
            {
                return known;
            }
        }

        var found = FindNamespace(schema) is { } ns ? List(ns).Select(r => r.Id).ToHashSet(IdentifierComparer.Instance) : [];
        lock (_lock)
        {
            return _known[schema] = found;
        }
    }

    /// <summary>By its exact name, else by one that differs in case.</summary>
    private LakeRelation? Load(TableIdentifier id) => LoadExact(id)
        ?? (Known(id.Namespace.ToString()).TryGetValue(id, out var similar) && similar != id ? LoadExact(similar) : null);

    /// <summary>Tables are looked for again behind views: meanwhile one may have taken a view's place.</summary>
    private LakeRelation? LoadExact(TableIdentifier id) => (LakeRelation?)LoadTable(id) ?? LoadView(id) ?? (LakeRelation?)LoadTable(id);

    private LakeTable? LoadTable(TableIdentifier id) => catalog.TryLoadTable(id) is { } table ? new LakeTable(id, table) : null;

    private LakeView? LoadView(TableIdentifier id) => catalog.TryLoadView(id) is { } view ? LakeView.Of(view) : null;
}
