using System.Collections.Immutable;
using Lake.Testing;

namespace Lake.Iceberg.Tests.Catalogs;

public sealed class LocalConformanceTests : CatalogConformance
{
    protected override ImmutableSortedDictionary<string, string> Properties => ImmutableSortedDictionary<string, string>.Empty.Add("type", "filesystem");
}

public sealed class MinioConformanceTests : CatalogConformance
{
    protected override ImmutableSortedDictionary<string, string> Properties =>
        Servers.Storage(Servers.Minio).Add("type", "filesystem").Add("warehouse", $"s3://lake/{Shop}");
}

public sealed class JdbcConformanceTests : CatalogConformance
{
    protected override ImmutableSortedDictionary<string, string> Properties => ImmutableSortedDictionary<string, string>.Empty
        .Add("type", "jdbc").Add("uri", Servers.Postgres.Uri).Add("name", Shop.ToString());
}

/// <summary>The store that cannot hold a filesystem catalog holds the files of this one.</summary>
public sealed class JdbcOnGarageConformanceTests : CatalogConformance
{
    protected override ImmutableSortedDictionary<string, string> Properties => Servers.Storage(Servers.Garage)
        .Add("type", "jdbc").Add("uri", Servers.Postgres.Uri).Add("name", Shop.ToString()).Add("warehouse", $"s3://lake/{Shop}");
}

public sealed class RestConformanceTests : CatalogConformance
{
    protected override ImmutableSortedDictionary<string, string> Properties => ImmutableSortedDictionary<string, string>.Empty
        .Add("type", "rest").Add("uri", Servers.Rest["endpoint"]);
}

/// <summary>The access key comes from the catalog; endpoint and region do not.</summary>
public sealed class RestOnMinioConformanceTests : CatalogConformance
{
    protected override ImmutableSortedDictionary<string, string> Properties => ImmutableSortedDictionary<string, string>.Empty
        .Add("type", "rest").Add("uri", Servers.RestOnMinio["endpoint"]).Add("s3.endpoint", Servers.Minio["endpoint"]).Add("s3.region", Servers.Minio["region"]);
}
