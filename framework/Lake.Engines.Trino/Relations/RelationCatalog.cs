using Lake.Sql;

namespace Lake.Engines.Trino.Relations;

/// <summary>
/// What relations there are, asked once a schema and kept up to date with what the engine's own statements do, so that
/// a run's metadata calls grow with its schemas and not with its models. Shared by all sessions of an engine.
/// </summary>
internal sealed class RelationCatalog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Catalog, string Schema), Dictionary<string, RelationKind>?> _schemas = [];

    /// <summary>Null when the schema does not exist.</summary>
    /// <param name="ask">Lists a schema on the server.</param>
    public IReadOnlyList<Relation>? List(string catalog, string schema, Func<IReadOnlyList<Relation>?> ask)
    {
        lock (_lock)
        {
            if (!_schemas.TryGetValue((catalog, schema), out var known))
            {
                known = ask()?.ToDictionary(r => r.Name.Identifier, r => r.Kind, StringComparer.Ordinal);
                _schemas[(catalog, schema)] = known;
            }

            return known?.Select(r => new Relation(new RelationName(catalog, schema, r.Key), r.Value)).ToList();
        }
    }

    public RelationKind? Find(RelationName name, Func<IReadOnlyList<Relation>?> ask)
    {
        lock (_lock)
        {
            List(name.Database ?? "", name.Schema ?? "", ask);
            return _schemas[(name.Database ?? "", name.Schema ?? "")] is { } known && known.TryGetValue(name.Identifier, out var kind) ? kind : null;
        }
    }

    /// <param name="kind">Null when the relation is gone.</param>
    public void Note(RelationName name, RelationKind? kind)
    {
        lock (_lock)
        {
            if (_schemas.TryGetValue((name.Database ?? "", name.Schema ?? ""), out var known) && known is not null)
            {
                if (kind is { } now)
                {
                    known[name.Identifier] = now;
                }
                else
                {
                    known.Remove(name.Identifier);
                }
            }
        }
    }

    /// <summary>Asks again from here on.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _schemas.Clear();
        }
    }
}
