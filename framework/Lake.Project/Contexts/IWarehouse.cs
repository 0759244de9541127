using Lake.Sql;

namespace Lake.Project.Contexts;

/// <summary>
/// What macros need of an engine. Failures are <see cref="Lake.Text.DiagnosticException"/>; where the engine names a
/// place, it lies in the SQL that was given.
/// </summary>
public interface IWarehouse
{
    /// <summary>Runs statements and reads the rows of the last when <paramref name="fetch"/> is set.</summary>
    WarehouseTable Execute(string sql, bool fetch, int? limit = null);

    bool SchemaExists(string? database, string schema);

    IReadOnlyList<string> ListSchemas(string? database);

    IReadOnlyList<WarehouseRelation> ListRelations(string? database, string schema);

    WarehouseRelation? FindRelation(RelationName name);

    /// <summary>Empty when there is no such relation, as in dbt: a first compile asks for columns of tables yet to be made.</summary>
    IReadOnlyList<WarehouseColumn> GetColumns(RelationName name);

    /// <summary>Names and types that a query would return, without running it.</summary>
    IReadOnlyList<WarehouseColumn> DescribeQuery(string sql);
}

/// <summary>Rows as template values, and what else the engine said: the message is dbt's (<c>OK</c>, <c>INSERT (3 rows)</c>).</summary>
public sealed record WarehouseTable(
    IReadOnlyList<WarehouseColumn> Columns, IReadOnlyList<object?[]> Rows, string Message, long? RowsAffected, string? QueryId = null);

public sealed record WarehouseColumn(string Name, string Type);

/// <summary>A relation that exists; its type in dbt's words: <c>table</c>, <c>view</c>.</summary>
public sealed record WarehouseRelation(RelationName Name, string Type);
