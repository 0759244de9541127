using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Sql;

namespace Lake.Runner.Warehouse;

/// <summary>What macros need of an engine, over one session. The runner owns the transaction, so macros cannot end it.</summary>
internal sealed class SessionWarehouse(IEngineSession session, CancellationToken cancellation) : IWarehouse
{
    public WarehouseTable Execute(string sql, bool fetch, int? limit = null)
    {
        if (string.IsNullOrWhiteSpace(sql))
        {
            return new WarehouseTable([], [], "OK", null);
        }

        // All of the rows are kept in any case.
        using var result = fetch && limit is null ? session.ExecuteWhole(sql, cancellation) : session.Execute(sql, cancellation);
        var columns = result.Columns.Select(c => new WarehouseColumn(c.Name, c.Type)).ToList();
        var rows = new List<object?[]>();
        if (fetch && result.HasRows)
        {
            foreach (var row in limit is { } count ? result.Rows.Take(count) : result.Rows)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(CellValues.ToTemplate(row));
            }
        }

        return new WarehouseTable(columns, rows, result.Message, result.RowsAffected, result.QueryId);
    }

    public bool SchemaExists(string? database, string schema) => session.SchemaExists(database, schema);

    public IReadOnlyList<string> ListSchemas(string? database)
    {
        var where = database is null ? "" : $" where lower(catalog_name) = lower({SqlText.Literal(database)})";
        var table = Execute($"select distinct schema_name from information_schema.schemata{where} order by 1", fetch: true);
        return [.. table.Rows.Select(r => r[0]).OfType<string>()];
    }

    public IReadOnlyList<WarehouseRelation> ListRelations(string? database, string schema) =>
        [.. session.ListRelations(database, schema).Select(Convert)];

    public WarehouseRelation? FindRelation(RelationName name) => session.FindRelation(name) is { } found ? Convert(found) : null;

    public IReadOnlyList<WarehouseColumn> GetColumns(RelationName name) =>
        [.. session.GetColumns(name).Select(c => new WarehouseColumn(c.Name, c.Type))];

    public IReadOnlyList<WarehouseColumn> DescribeQuery(string sql) =>
        [.. session.DescribeQuery(sql).Select(c => new WarehouseColumn(c.Name, c.Type))];

    private static WarehouseRelation Convert(Relation relation) => new(relation.Name, relation.Kind switch
    {
        RelationKind.Table => "table",
        RelationKind.View => "view",
        RelationKind.MaterializedView => "materialized_view",
    });
}
