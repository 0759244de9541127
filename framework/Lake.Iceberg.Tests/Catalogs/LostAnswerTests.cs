using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Catalogs;

/// <summary>A commit whose answer is lost has been made or not: it is looked for, and never made twice or given up for lost.</summary>
public sealed class LostAnswerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TableIdentifier _orders = new($"shop_{Guid.NewGuid():n}", "orders");

    [Fact]
    public void Of_a_database() => Check(Servers.Postgres.Port, "COMMIT", port => Settings("type", "jdbc", "uri", With(Servers.Postgres.Uri, port), "name", _orders.Namespace.ToString()));

    [Fact]
    public void Of_a_database_before_the_commit() => Check(Servers.Postgres.Port, "UPDATE iceberg_tables", port => Settings("type", "jdbc", "uri", With(Servers.Postgres.Uri, port), "name", _orders.Namespace.ToString()));

    [Fact]
    public void Of_a_REST_catalog() => Check(new Uri(Servers.Rest["endpoint"]).Port, "POST /v1/namespaces/", port => Settings("type", "rest", "uri", With(Servers.Rest["endpoint"], port)));

    [Fact]
    public void Of_object_storage() => Check(
        new Uri(Servers.Minio["endpoint"]).Port, "/metadata/v", port => Servers.Storage(Servers.Minio).SetItem("s3.endpoint", With(Servers.Minio["endpoint"], port)).Add("warehouse", $"s3://lake/{_orders.Namespace}"));

    /// <summary>The connection does not come back, so nobody can find out.</summary>
    [Fact]
    public void Of_a_server_that_stays_away()
    {
        using var proxy = new LosingProxy(new Uri(Servers.Rest["endpoint"]).Port);
        using var opened = CatalogWorker.Open(Settings("type", "rest", "uri", $"http://127.0.0.1:{proxy.Port}", "cache.path", _folder["cache"]), _folder.Path);
        opened.Catalog.CreateNamespace(_orders.Namespace);
        var table = opened.Catalog.CreateTable(_orders, new TableDefinition(Warehouse.OrdersSchema));
        var transaction = table.NewTransaction();
        transaction.Append([Warehouse.File(table, "a")]);
        proxy.LoseAnswerTo("POST /v1/namespaces/", isLast: true);
        Should.Throw<DiagnosticException>(transaction.Commit).Diagnostic.Rule.ShouldBe(IcebergRules.CommitStateUnknown);
        // What the commit may point to is kept.
        Directory.GetFiles(LocalPathOf(table.Location), "snap-*.avro", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_REST_catalog_tells_why_it_refuses()
    {
        using var opened = CatalogWorker.Open(Settings("type", "rest", "uri", Servers.Rest["endpoint"]), _folder.Path);
        opened.Catalog.CreateNamespace(_orders.Namespace);
        opened.Catalog.CreateTable(_orders, new TableDefinition(Warehouse.OrdersSchema));
        var refused = Should.Throw<DiagnosticException>(() => opened.Catalog.CommitTable(_orders, [], [new SetSnapshotRef("main", new SnapshotRef(99, IsBranch: true))])).Diagnostic;
        refused.Rule.ShouldBe(IcebergRules.CatalogRefused);
        refused.Message.ShouldContain("99");
    }

    public void Dispose() => _folder.Dispose();

    private void Check(int port, string lost, Func<int, ImmutableSortedDictionary<string, string>> settings)
    {
        using var proxy = new LosingProxy(port);
        using var opened = CatalogWorker.Open(settings(proxy.Port).SetItem("cache.path", _folder["cache"]), _folder.Path);
        opened.Catalog.CreateNamespace(_orders.Namespace);
        var table = opened.Catalog.CreateTable(_orders, new TableDefinition(Warehouse.OrdersSchema));
        for (var i = 0; i < 3; i++)
        {
            var transaction = table.NewTransaction();
            transaction.Append([Warehouse.File(table, $"a{i}")]);
            proxy.LoseAnswerTo(lost);
            table = transaction.Commit();
            proxy.HasLost.ShouldBeTrue();
        }

        var change = table.NewTransaction();
        change.UpdateSchema(s => s.AddColumn("note", PrimitiveType.String));
        proxy.LoseAnswerTo(lost);
        change.Commit().Schema.Find("note").ShouldNotBeNull();

        var found = opened.Catalog.LoadTable(_orders);
        Warehouse.Files(found).ShouldBe(["a0", "a1", "a2"]);
        found.Metadata.Snapshots.Length.ShouldBe(3);
    }

    private static string LocalPathOf(string location) => LocalPath.FromLocation(location);

    private static string With(string uri, int port) => new UriBuilder(uri) { Port = port }.Uri.AbsoluteUri;

    private static ImmutableSortedDictionary<string, string> Settings(params string[] pairs) => pairs.Chunk(2).ToImmutableSortedDictionary(p => p[0], p => p[1]);
}
