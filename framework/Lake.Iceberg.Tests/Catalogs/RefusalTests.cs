using System.Collections.Immutable;
using Lake.Iceberg.Transactions;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Catalogs;

/// <summary>What cannot work is refused with the reason, and without a word of the secrets.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string Secret = "a-wrong-secret";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_store_without_conditional_put_holds_no_filesystem_catalog()
    {
        var refused = Refused(Servers.Storage(Servers.Garage).Add("warehouse", "s3://lake/refused"));
        refused.Rule.ShouldBe(IcebergRules.NoConditionalPut);
        refused.Message.ShouldContain("bucket 'lake'");
        refused.Hint.ShouldNotBeNull().ShouldContain("jdbc");
    }

    [Fact]
    public void A_wrong_secret() => Refused(Servers.Storage(Servers.Minio).SetItem("s3.secret-access-key", Secret).Add("warehouse", "s3://lake/refused"))
        .Rule.ShouldBe(IcebergRules.StorageDenied);

    [Fact]
    public void A_wrong_key_in_another_store() => Refused(Servers.Storage(Servers.Garage).SetItem("s3.access-key-id", "GK0").Add("warehouse", "s3://lake/refused"))
        .Rule.ShouldBe(IcebergRules.StorageDenied);

    [Fact]
    public void No_such_bucket() => Refused(Servers.Storage(Servers.Minio).Add("warehouse", "s3://nobody/refused"))
        .Rule.ShouldBe(IcebergRules.StorageUnavailable);

    [Fact]
    public void No_store() => Refused(Settings("s3.endpoint", "http://127.0.0.1:9", "s3.access-key-id", "k", "s3.secret-access-key", Secret, "warehouse", "s3://lake/x"))
        .Rule.ShouldBe(IcebergRules.StorageUnavailable);

    [Fact]
    public void A_wrong_password() => Refused(Settings("type", "jdbc", "uri", Servers.Postgres.Uri, "password", Secret)).Rule.ShouldBe(IcebergRules.CatalogDenied);

    [Fact]
    public void No_database() => Refused(Settings("type", "jdbc", "uri", $"postgresql://lake:{Secret}@127.0.0.1:9/postgres")).Rule.ShouldBe(IcebergRules.CatalogUnavailable);

    [Fact]
    public void No_server() => Refused(Settings("type", "rest", "uri", "http://127.0.0.1:9", "token", Secret)).Rule.ShouldBe(IcebergRules.CatalogUnavailable);

    [Theory]
    [InlineData("type", "jbdc", "jdbc")]
    [InlineData("type", "rest", "uri")]
    [InlineData("cache.limit", "much", "20GB")]
    public void Settings_that_say_nothing(string name, string value, string hint)
    {
        var refused = Refused(Settings(name, value));
        refused.Rule.ShouldBe(IcebergRules.InvalidCatalog);
        refused.Hint.ShouldNotBeNull().ShouldContain(hint);
    }

    public void Dispose() => _folder.Dispose();

    private static ImmutableSortedDictionary<string, string> Settings(params string[] pairs) => pairs.Chunk(2).ToImmutableSortedDictionary(p => p[0], p => p[1]);

    private Diagnostic Refused(ImmutableSortedDictionary<string, string> properties)
    {
        var refused = Should.Throw<DiagnosticException>(() =>
        {
            using var opened = CatalogWorker.Open(properties.ContainsKey("cache.limit") ? properties : properties.SetItem("cache.path", _folder["cache"]), _folder.Path);
            opened.Catalog.CreateNamespace(Warehouse.Orders.Namespace);
            opened.Catalog.CreateTable(Warehouse.Orders, new TableDefinition(Warehouse.OrdersSchema));
        });
        refused.ToString().ShouldNotContain(Secret);
        return refused.Diagnostic;
    }
}
