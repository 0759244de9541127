using Lake.Project.Contexts;
using Lake.Sql;

namespace Lake.Runner.Execution;

/// <summary>A warehouse as the templates of one node use it: their statements carry the node's comment and are told.</summary>
internal sealed class NodeWarehouse(IWarehouse warehouse, Statements statements) : IWarehouse
{
    public WarehouseTable Execute(string sql, bool fetch, int? limit = null) => string.IsNullOrWhiteSpace(sql)
        ? warehouse.Execute(sql, fetch, limit)
        : statements.Send(sql, statement => warehouse.Execute(statement, fetch, limit), table => table.Message);

    public bool SchemaExists(string? database, string schema) => warehouse.SchemaExists(database, schema);

    public IReadOnlyList<string> ListSchemas(string? database) => warehouse.ListSchemas(database);

    public IReadOnlyList<WarehouseRelation> ListRelations(string? database, string schema) => warehouse.ListRelations(database, schema);

    public WarehouseRelation? FindRelation(RelationName name) => warehouse.FindRelation(name);

    public IReadOnlyList<WarehouseColumn> GetColumns(RelationName name) => warehouse.GetColumns(name);

    public IReadOnlyList<WarehouseColumn> DescribeQuery(string sql) => warehouse.DescribeQuery(sql);
}
