using System.Text;
using Lake.Engines;
using Lake.Gateway.Committing;
using Lake.Gateway.Receiving;
using Lake.Gateway.Spooling;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Text;
using Lake.Web;
using Microsoft.AspNetCore.Http;

namespace Lake.Gateway;

/// <summary>Receives webhooks over HTTP and commits them to raw tables.</summary>
public static class WebhookGateway
{
    /// <summary>Returns when it is asked to end, open requests have been answered and what they brought is committed.</summary>
    /// <param name="started">Gets the address once senders can connect.</param>
    /// <param name="report">Gets what there is to say about loads.</param>
    public static async Task Run(GatewayOptions options, IEngine engine, Action<string> started, Action<Diagnostic> report, CancellationToken end)
    {
        var endpoints = Open(options);
        var loader = new SpoolLoader(engine, new LoadOptions(options.ProjectDirectory) { Time = options.Time }, report);
        foreach (var endpoint in endpoints.Values)
        {
            endpoint.Spool.Filled = () => loader.Filled(endpoint);
        }

        Receiver[] all = [.. endpoints.Values];
        var loading = loader.Run(all, end);
        try
        {
            await WebServer.Run(new WebServerOptions(options.Address, options.Port), context => Answer(context, endpoints), started, end).ConfigureAwait(false);
            await loading.ConfigureAwait(false);
        }
        finally
        {
            foreach (var endpoint in all)
            {
                await endpoint.Spool.DisposeAsync().ConfigureAwait(false);
                loader.TryLoad(endpoint);
                endpoint.Dispose();
            }
        }
    }

    private static async Task Answer(HttpContext context, Dictionary<string, Receiver> endpoints)
    {
        var path = context.Request.Path.Value ?? "";
        if (endpoints.TryGetValue(path, out var endpoint))
        {
            context.Response.StatusCode = await endpoint.Receive(context).ConfigureAwait(false);
            return;
        }

        var (status, text) = path switch
        {
            "/healthz" => endpoints.Values.Any(e => e.Counts.HasFailedLast) ? (StatusCodes.Status503ServiceUnavailable, "loads fail\n") : (StatusCodes.Status200OK, "ok\n"),
            "/metrics" => (StatusCodes.Status200OK, Metrics.Write([.. endpoints.Values])),
            _ => (StatusCodes.Status404NotFound, ""),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; version=0.0.4";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted).ConfigureAwait(false);
    }

    private static Dictionary<string, Receiver> Open(GatewayOptions options)
    {
        if (options.Streams.All(s => s.Webhook is null))
        {
            throw GatewayRules.NoWebhooks.Error(null, "no stream of the project receives webhooks", "write 'webhook: {preset: stripe, secret: STRIPE_WEBHOOK_SECRET}' in project/streams/<source>/<stream>.yml");
        }

        var receivers = options.Streams.Where(s => s.Webhook is not null).Select(s => (Stream: s, Source: Source(s), Secret: Secret(s, options))).ToList();
        if (receivers.GroupBy(r => r.Source.Endpoint, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } shared)
        {
            throw GatewayRules.SharedEndpoint.Error(
                shared.Last().Stream.Location, $"the streams {string.Join(" and ", shared.Select(r => $"'{r.Stream.Name}'"))} both listen at {shared.Key}", "give one of them another 'endpoint'");
        }

        return receivers.ToDictionary(
            r => r.Source.Endpoint,
            r => new Receiver(
                r.Stream, r.Source, r.Secret, new Spool(Path.Combine(options.ProjectDirectory, r.Stream.Path), r.Source.BatchBytes, r.Source.BatchTime, options.Time), options.Time),
            StringComparer.Ordinal);
    }

    private static WebhookSource Source(StreamDefinition stream) => stream.Webhook ?? throw new InvalidOperationException("The stream receives nothing.");

    private static string Secret(StreamDefinition stream, GatewayOptions options) =>
        options.Environment.GetValueOrDefault(Source(stream).SecretVariable) is { Length: > 0 } secret
            ? secret
            : throw GatewayRules.MissingSecret.Error(
                stream.Location, $"the stream '{stream.Name}' checks signatures with {Source(stream).SecretVariable}, which is not set", $"set the environment variable {Source(stream).SecretVariable}");
}
