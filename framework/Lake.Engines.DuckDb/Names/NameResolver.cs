using System.Collections.Frozen;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Names;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Names;

/// <summary>Says which names mean tables of the lakehouse, by DuckDB's rules for names of one to three parts.</summary>
internal sealed class NameResolver(DuckGate duck, PinnedCatalog pins, string database, string defaultSchema)
{
    public string Database { get; } = database;

    public string DefaultSchema { get; } = defaultSchema;

    public string CurrentDatabase { get; private set; } = database;

    public string CurrentSchema { get; private set; } = defaultSchema;

    private FrozenSet<string>? _temporary;
    private FrozenSet<string>? _databases;
    private FrozenSet<string>? _foreign;

    /// <summary>Temporary tables and views of the session.</summary>
    private FrozenSet<string> Temporary => _temporary ??= Read(
        "SELECT table_name FROM duckdb_tables() WHERE temporary UNION ALL SELECT view_name FROM duckdb_views() WHERE temporary AND NOT internal");

    private FrozenSet<string> Databases => _databases ??= Read("SELECT database_name FROM duckdb_databases()");

    /// <summary>First parts of names that lead out of the lakehouse: temporary tables, and databases that were attached.</summary>
    public FrozenSet<string> Foreign => _foreign ??= Temporary
        .Concat(Read("SELECT database_name FROM duckdb_databases() WHERE NOT internal AND database_name <> 'memory'").Where(name => !IsOurs(name)))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>To be called after a statement that may have made or dropped temporary tables or databases.</summary>
    public void ForgetOthers() => (_temporary, _databases, _foreign) = (null, null, null);

    /// <summary>Null when the name belongs to a temporary table or to another database.</summary>
    public TableIdentifier? Resolve(QualifiedName name) => Resolve([.. name.Parts.Select(part => part.Text)]);

    public TableIdentifier? Resolve(params IReadOnlyList<string> parts) => parts switch
    {
        [var catalog, var schema, var table] => IsOurs(catalog) ? new TableIdentifier(schema, table) : null,
        [var schema, var table] => ResolvePair(schema, table),
        [var table] => !IsOurs(CurrentDatabase) || Temporary.Contains(table) ? null : new TableIdentifier(CurrentSchema, table),
        _ => null,
    };

    /// <summary>What a statement would make under that name; temporary tables have no part in it.</summary>
    public TableIdentifier? ResolveNew(QualifiedName name) =>
        name.Parts is [var table] ? IsOurs(CurrentDatabase) ? new TableIdentifier(CurrentSchema, table.Text) : null : Resolve(name);

    /// <summary>As <see cref="Resolve(IReadOnlyList{string})"/>, but without asking DuckDB: for words that may be no tables at all.</summary>
    public TableIdentifier? ResolveLoosely(IReadOnlyList<string> parts) => parts switch
    {
        [var catalog, var schema, var table] => IsOurs(catalog) ? new TableIdentifier(schema, table) : null,
        [var schema, var table] => new TableIdentifier(IsOurs(schema) ? DefaultSchema : schema, table),
        [var table] => new TableIdentifier(CurrentSchema, table),
        _ => null,
    };

    /// <summary>The schema that a name of one or two parts means; null when it is in another database.</summary>
    public string? ResolveSchema(params IReadOnlyList<string> parts) => parts switch
    {
        [var catalog, var schema] => IsOurs(catalog) ? schema : null,
        [var schema] => IsOurs(CurrentDatabase) ? schema : null,
        _ => null,
    };

    /// <summary>To be called after a statement that may have changed them.</summary>
    public void ReadCurrent()
    {
        var row = duck.Query("SELECT current_database(), current_schema()")[0];
        CurrentDatabase = row[0] as string ?? Database;
        CurrentSchema = row[1] as string ?? DefaultSchema;
    }

    public bool IsOurs(string? catalog) => catalog is null || string.Equals(catalog, Database, StringComparison.OrdinalIgnoreCase);

    private FrozenSet<string> Read(string query) =>
        duck.Query(query).Select(row => row[0] as string ?? "").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>a.b</c> is a table in a schema, unless only a database is called <c>a</c>.</summary>
    private TableIdentifier? ResolvePair(string first, string table)
    {
        if (IsOurs(CurrentDatabase) && pins.FindNamespace(first) is not null)
        {
            return new TableIdentifier(first, table);
        }

        if (IsOurs(first))
        {
            return new TableIdentifier(DefaultSchema, table);
        }

        return IsOurs(CurrentDatabase) && !Databases.Contains(first) ? new TableIdentifier(first, table) : null;
    }
}
