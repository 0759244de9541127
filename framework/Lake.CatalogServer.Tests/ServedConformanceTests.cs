using System.Collections.Immutable;
using Lake.Iceberg.Tests.Catalogs;
using Lake.Testing;

namespace Lake.CatalogServer.Tests;

/// <summary>Our client and our server in between change nothing of what a catalog does.</summary>
public abstract class ServedConformance : CatalogConformance
{
    private readonly Lazy<RunningServer> _server;

    protected ServedConformance() => _server = new Lazy<RunningServer>(() => new RunningServer(Served.SetItem("cache.path", Folder["cache"]), Folder["served"], "a token"));

    protected abstract ImmutableSortedDictionary<string, string> Served { get; }

    protected override ImmutableSortedDictionary<string, string> Properties =>
        ImmutableSortedDictionary<string, string>.Empty.Add("type", "rest").Add("uri", _server.Value.Address).Add("credential", "lake:a token");

    protected override void Dispose(bool disposing)
    {
        if (disposing && _server.IsValueCreated)
        {
            _server.Value.Dispose();
        }

        base.Dispose(disposing);
    }
}

public sealed class ServedFilesConformanceTests : ServedConformance
{
    protected override ImmutableSortedDictionary<string, string> Served => ImmutableSortedDictionary<string, string>.Empty;
}

public sealed class ServedDatabaseConformanceTests : ServedConformance
{
    protected override ImmutableSortedDictionary<string, string> Served =>
        ImmutableSortedDictionary<string, string>.Empty.Add("type", "jdbc").Add("uri", Servers.Postgres.Uri).Add("name", Shop.ToString());
}
