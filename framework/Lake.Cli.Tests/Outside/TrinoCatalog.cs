using System.Globalization;
using Lake.Testing;
using Lake.Trino;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;

namespace Lake.Cli.Tests.Outside;

/// <summary>An Iceberg catalog of a test's own on the Trino server that all tests share; <c>{0}</c> in SQL is its name.</summary>
internal sealed class TrinoCatalog : IDisposable
{
    private readonly TrinoClient _client = new(new TrinoClientOptions { Server = Servers.Trino.Address });
    private readonly TrinoSession _session = new() { User = "lake" };
    private readonly string _name;

    /// <param name="properties">As they stand in <c>CREATE CATALOG … WITH</c>.</param>
    /// <param name="name">One that nobody else has; null for any.</param>
    public TrinoCatalog(string properties, string? name = null)
    {
        _name = name ?? NewName();
        Query($"""CREATE CATALOG {_name} USING iceberg WITH ({properties}, "fs.local.enabled" = 'true', "local.location" = '/')""");
    }

    public static string NewName() => $"c{Guid.NewGuid():N}";

    /// <summary>With the tables that are registered in it.</summary>
    public static TrinoCatalog OverFiles(TemporaryFolder metastore) => new(
        $"""
        "iceberg.catalog.type" = 'TESTING_FILE_METASTORE', "hive.metastore.catalog.dir" = 'local://{metastore.Path}',
        "iceberg.register-table-procedure.enabled" = 'true'
        """);

    /// <summary>The rows of a statement, null as no text; a failed one throws with Trino's message.</summary>
    public IReadOnlyList<string[]> Query(string sql)
    {
        using var query = _client.Execute(sql.Replace("{0}", _name, StringComparison.Ordinal), _session);
        return [.. query.Rows.Select(row => row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").ToArray())];
    }

    public void Dispose()
    {
        Query($"DROP CATALOG {_name}");
        _client.Dispose();
    }
}
