using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Lake.Iceberg.Opening;
using Lake.Iceberg.Serving;
using Lake.Iceberg.Tests.Catalogs;

namespace Lake.CatalogServer.Tests;

/// <summary>A server of one test, on a free port.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly OpenCatalog _opened;
    private readonly Task _running;

    public RunningServer(ImmutableSortedDictionary<string, string> catalog, string folder, string? token = null, bool isReadOnly = false, X509Certificate2? certificate = null)
    {
        _opened = CatalogWorker.Open(catalog, folder);
        var started = new TaskCompletionSource<string>();
        var options = new CatalogServerOptions(IPAddress.Loopback, 0) { Token = token, Certificate = certificate };
        _running = CatalogServer.Run(new RestService(_opened.Catalog, isReadOnly), options, started.SetResult, _end.Token);
        Address = Task.WhenAny(started.Task, _running).GetAwaiter().GetResult() == started.Task
            ? started.Task.Result
            : throw new InvalidOperationException("The server ended at once.", _running.Exception);
    }

    public string Address { get; }

    public Iceberg.Catalogs.ICatalog Catalog => _opened.Catalog;

    public void Dispose()
    {
        _end.Cancel();
        _running.GetAwaiter().GetResult();
        _opened.Dispose();
        _end.Dispose();
    }
}
