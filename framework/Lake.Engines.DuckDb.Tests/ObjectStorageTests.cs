using System.Collections.Immutable;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.Tests;
using Lake.Iceberg.Opening;
using Lake.Testing;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>All statements over tables in object storage, read by copies in the cache.</summary>
public abstract class ObjectStorageConformance : EngineConformance
{
    protected string Name { get; } = $"engine_{Guid.NewGuid():n}";

    protected abstract ImmutableSortedDictionary<string, string> Catalog { get; }

    protected override EngineUnderTest Open()
    {
        var folder = new TemporaryFolder();
        var properties = Catalog.SetItem("warehouse", $"s3://lake/{Name}").SetItem("cache.path", folder["cache"]);
        var opened = OpenCatalog.Open(new CatalogSettings(properties), "");
        var engine = new DuckDbEngine(opened.Catalog, new DuckDbEngineOptions { Threads = 2 }, opened);
        using var session = engine.OpenSession();
        session.CreateSchema(null, "main");
        return new EngineUnderTest(engine, folder);
    }
}

public sealed class MinioConformanceTests : ObjectStorageConformance
{
    protected override ImmutableSortedDictionary<string, string> Catalog => Servers.Storage(Servers.Minio);
}

public sealed class GarageConformanceTests : ObjectStorageConformance
{
    protected override ImmutableSortedDictionary<string, string> Catalog =>
        Servers.Storage(Servers.Garage).Add("type", "jdbc").Add("uri", Servers.Postgres.Uri).Add("name", Name);
}
