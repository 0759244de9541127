using Lake.Sql;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>A warehouse that knows the columns of given rows too, so that macros such as <c>dbt_utils.star</c> find them.</summary>
public sealed class FixtureWarehouse(IWarehouse inner) : IWarehouse
{
    private readonly Dictionary<string, IReadOnlyList<WarehouseColumn>> _tables = new(StringComparer.OrdinalIgnoreCase);

    public WarehouseTable Execute(string sql, bool fetch, int? limit = null) => inner.Execute(sql, fetch, limit);

    public bool SchemaExists(string? database, string schema) => inner.SchemaExists(database, schema);

    public IReadOnlyList<string> ListSchemas(string? database) => inner.ListSchemas(database);

    public IReadOnlyList<WarehouseRelation> ListRelations(string? database, string schema) => inner.ListRelations(database, schema);

    public WarehouseRelation? FindRelation(RelationName name) => inner.FindRelation(name);

    public IReadOnlyList<WarehouseColumn> GetColumns(RelationName name) =>
        name is { Schema: null } && _tables.TryGetValue(name.Identifier, out var columns) ? columns : inner.GetColumns(name);

    public IReadOnlyList<WarehouseColumn> DescribeQuery(string sql) => inner.DescribeQuery(sql);

    internal void Show(string table, IReadOnlyList<WarehouseColumn> columns) => _tables[table] = columns;
}
