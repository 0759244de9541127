using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lake.Web;

/// <summary>Kestrel, and nothing else of the usual application: no configuration files, no logging, no routing.</summary>
public static class WebServer
{
    /// <summary>Returns when it is asked to end and open requests have been answered. Fails with <see cref="IOException"/> when the port is taken.</summary>
    /// <param name="started">Gets the address once clients can connect.</param>
    public static async Task Run(WebServerOptions options, RequestDelegate answer, Action<string> started, CancellationToken end)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestBody ?? kestrel.Limits.MaxRequestBodySize;
            kestrel.Listen(options.Address, options.Port, listen =>
            {
                if (options.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        await using var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(end).ConfigureAwait(false);
        started(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? options.ToString());
        var ended = new TaskCompletionSource();
        await using var registration = end.Register(ended.SetResult).ConfigureAwait(false);
        await ended.Task.ConfigureAwait(false);
        await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
