using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Catalogs;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>Which names are relations, by one look at each schema; for texts where most names are something else.</summary>
internal sealed class KnownNames(PinnedCatalog pins, UnitOfWork work)
{
    private readonly Dictionary<string, HashSet<TableIdentifier>> _schemas = new(StringComparer.OrdinalIgnoreCase);

    public bool Contains(TableIdentifier id)
    {
        if (work.Changed.ContainsKey(id))
        {
            return true;
        }

        var schema = id.Namespace.ToString();
        if (!_schemas.TryGetValue(schema, out var relations))
        {
            relations = pins.FindNamespace(schema) is { } ns
                ? new HashSet<TableIdentifier>(pins.List(ns).Select(r => r.Id), IdentifierComparer.Instance)
                : [];
            _schemas[schema] = relations;
        }

        return relations.Contains(id);
    }
}
