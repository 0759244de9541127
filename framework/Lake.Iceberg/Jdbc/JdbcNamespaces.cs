using Lake.Iceberg.Names;

namespace Lake.Iceberg.Jdbc;

/// <summary>Namespaces have no table of their own: one is there when it has a property, a table, or a namespace below it.</summary>
internal sealed class JdbcNamespaces(JdbcTables tables, string catalog)
{
    /// <summary>The property that makes an empty namespace, as Java names it.</summary>
    private const string Marker = "exists";

    private const string All = """
        SELECT table_namespace AS namespace FROM iceberg_tables WHERE catalog_name = $1
        UNION SELECT namespace FROM iceberg_namespace_properties WHERE catalog_name = $1
        """;

    /// <summary>As rows have it. Fails with <see cref="IcebergRules.InvalidName"/> for parts with a dot, which would be two.</summary>
    public static string Text(TableNamespace ns) => string.Join('.', ns.Parts.Select(part => part.Contains('.', StringComparison.Ordinal)
        ? throw IcebergRules.InvalidName.Error(null, $"'{part}' cannot be the name of a schema in this catalog: it contains a dot.", "choose another name")
        : part));

    /// <summary>With those that only others are below of.</summary>
    public IReadOnlyList<TableNamespace> List() =>
    [
        .. tables.Query(All, row => row.GetString(0), catalog)
            .Select(text => text.Split('.'))
            .SelectMany(parts => Enumerable.Range(1, parts.Length).Select(n => string.Join('.', parts[..n])))
            .Distinct().Order(StringComparer.Ordinal).Select(text => new TableNamespace([.. text.Split('.')])),
    ];

    /// <summary>There are none with a dot in a part.</summary>
    public static bool CanExist(TableNamespace ns) => !ns.Parts.Any(part => part.Contains('.', StringComparison.Ordinal));

    public bool Exists(TableNamespace ns) => CanExist(ns) && tables.Query(
        $"SELECT 1 FROM ({All}) AS n WHERE namespace = $2 OR namespace LIKE $3 ESCAPE '!' LIMIT 1", row => true, catalog, Text(ns), Below(ns)).Count > 0;

    public void Create(TableNamespace ns)
    {
        if (!Exists(ns))
        {
            // False when another program was faster, which is as good.
            tables.TryChange((
                "INSERT INTO iceberg_namespace_properties (catalog_name, namespace, property_key, property_value) VALUES ($1, $2, $3, 'true')",
                [catalog, Text(ns), Marker]));
        }
    }

    public bool Drop(TableNamespace ns)
    {
        if (!Exists(ns))
        {
            return false;
        }

        if (tables.Query(
            "SELECT table_name FROM iceberg_tables WHERE catalog_name = $1 AND (table_namespace = $2 OR table_namespace LIKE $3 ESCAPE '!') LIMIT 1",
            row => row.GetString(0), catalog, Text(ns), Below(ns)).FirstOrDefault() is { } relation)
        {
            throw IcebergRules.NamespaceNotEmpty.Error(null, $"Schema '{ns}' still holds '{relation}'.", "drop its tables and views first");
        }

        return tables.TryChange(("DELETE FROM iceberg_namespace_properties WHERE catalog_name = $1 AND (namespace = $2 OR namespace LIKE $3 ESCAPE '!')", [catalog, Text(ns), Below(ns)]));
    }

    private static string Below(TableNamespace ns) =>
        Text(ns).Replace("!", "!!", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal) + ".%";
}
