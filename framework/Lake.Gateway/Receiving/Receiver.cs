using System.Buffers;
using System.Threading.RateLimiting;
using Lake.Gateway.Signatures;
using Lake.Gateway.Spooling;
using Lake.Loader.Streams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Lake.Gateway.Receiving;

/// <summary>Receives the events of one stream: 200 when they are on disk, and not before.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly WebhookSource _source;
    private readonly Signature _signature;
    private readonly EventLines _lines;
    private readonly TimeProvider _time;
    private readonly TokenBucketRateLimiter _limiter;

    public Receiver(StreamDefinition stream, WebhookSource source, string secret, Spool spool, TimeProvider time)
    {
        (Stream, _source, Spool, _time) = (stream, source, spool, time);
        (_signature, _lines) = (Signature.Of(source, secret), new EventLines(source));
        _limiter = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = source.Rate,
            TokensPerPeriod = Math.Max(1, source.Rate / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = 0,
        });
    }

    public StreamDefinition Stream { get; }

    public Spool Spool { get; }

    public Counts Counts { get; } = new();

    /// <summary>The status to answer with.</summary>
    public async Task<int> Receive(HttpContext context)
    {
        var status = await Answer(context).ConfigureAwait(false);
        Counts.Answered(status);
        return status;
    }

    public void Dispose() => _limiter.Dispose();

    private async Task<int> Answer(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        using var lease = _limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "1";
            return StatusCodes.Status429TooManyRequests;
        }

        if (await Body(context).ConfigureAwait(false) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        var request = new WebhookRequest(
            context.Request.Method, _source.PublicUrl ?? context.Request.GetDisplayUrl(), name => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null, body, _time.GetUtcNow());
        if (!_signature.IsValid(request))
        {
            return StatusCodes.Status401Unauthorized;
        }

        var lines = new ArrayBufferWriter<byte>(body.Length + 256);
        var (events, nameless) = _lines.Write(request, lines);
        if (!await Spool.Append(lines.WrittenMemory).ConfigureAwait(false))
        {
            return StatusCodes.Status503ServiceUnavailable;
        }

        Counts.Received(events, nameless, body.Length);
        return StatusCodes.Status200OK;
    }

    /// <summary>Null when it is larger than allowed.</summary>
    private async Task<byte[]?> Body(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = _source.LargestBody;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            return body.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
