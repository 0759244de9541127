using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Rest;

/// <summary>Requests to a REST catalog: its configuration, authorization, retries and errors.</summary>
internal sealed class RestClient : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly RestOptions _options;
    private readonly HttpClient _http;
    private readonly SocketsHttpHandler _connections = new()
    {
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private readonly RestToken _token;
    private readonly Lazy<RestConfig> _config;

    public RestClient(RestOptions options)
    {
        _options = options;
        _http = new HttpClient(_connections) { Timeout = Patience };
        _token = new RestToken(options, _http);
        _config = new Lazy<RestConfig>(LoadConfig);
    }

    public RestConfig Config => _config.Value;

    /// <summary>The answer's JSON; null for 404.</summary>
    public JsonDocument? TryGet(string path) => Send(HttpMethod.Get, path, null, isCommit: false, mayBeAbsent: true);

    public JsonDocument Get(string path) => Send(HttpMethod.Get, path, null, isCommit: false) ?? throw new InvalidOperationException("A GET without answer.");

    /// <summary>False for 404.</summary>
    public bool TrySend(HttpMethod method, string path)
    {
        using var answer = Send(method, path, null, isCommit: false, mayBeAbsent: true);
        return answer is not null;
    }

    /// <param name="isCommit">It is not sent twice, as the first may have been carried out though its answer was lost.</param>
    public JsonDocument Post(string path, Action<Utf8JsonWriter> body, bool isCommit = false) =>
        Send(HttpMethod.Post, path, JsonText.WriteBytes(body), isCommit) ?? throw new InvalidOperationException("A POST without answer.");

    public void Dispose()
    {
        _http.Dispose();
        _connections.Dispose();
    }

    private RestConfig LoadConfig()
    {
        var query = _options.Warehouse is { } warehouse ? $"?warehouse={Uri.EscapeDataString(warehouse)}" : "";
        using var answer = Exchange(HttpMethod.Get, "v1/config" + query, null, isCommit: false, mayBeAbsent: false);
        return RestConfig.Read(answer?.RootElement ?? default, _options);
    }

    private JsonDocument? Send(HttpMethod method, string path, byte[]? body, bool isCommit, bool mayBeAbsent = false) =>
        Exchange(method, Config.PathOf(path), body, isCommit, mayBeAbsent);

    private JsonDocument? Exchange(HttpMethod method, string path, byte[]? body, bool isCommit, bool mayBeAbsent)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (status, text) = Once(method, path, body);
                if ((int)status is >= 200 and < 300)
                {
                    return JsonDocument.Parse(text.Length > 0 ? text : "{}");
                }

                if (status == HttpStatusCode.NotFound && mayBeAbsent)
                {
                    return null;
                }

                if (attempt >= Attempts || !(IsRenewed(status, attempt) || MayPass(status, isCommit)))
                {
                    throw new DiagnosticException(RestFailure.Describe(_options, $"{method} {path}", status, text, isCommit));
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException && attempt < Attempts && !isCommit)
            {
                // Asked again below, after a while.
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException or JsonException)
            {
                throw Lost(e, isCommit);
            }

            // Backoff with jitter.
            Thread.Sleep((int)(Random.Shared.NextDouble() * 100 * Math.Pow(2, attempt)));
        }
    }

    private (HttpStatusCode Status, string Body) Once(HttpMethod method, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(method, $"{_options.Uri.TrimEnd('/')}/{path}");
        request.Headers.Add("X-Iceberg-Access-Delegation", "vended-credentials");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("lake", null));
        _token.AddTo(request);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        using var response = _http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return (response.StatusCode, reader.ReadToEnd());
    }

    private DiagnosticException Lost(Exception error, bool isCommit)
    {
        var reason = error.GetBaseException().Message.TrimEnd('.');
        var isSent = error is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
        return isCommit && isSent
            ? IcebergRules.CommitStateUnknown.Error(null, $"The connection to the catalog {_options} was lost during a commit: {reason}.", "look at the table's newest snapshot before running it again")
            : IcebergRules.CatalogUnavailable.Error(null, $"The catalog {_options} cannot be reached: {reason}.", "check its address, and that it runs");
    }

    /// <summary>Whether a token had expired and there is a new one.</summary>
    private bool IsRenewed(HttpStatusCode status, int attempt) =>
        status is HttpStatusCode.Unauthorized or (HttpStatusCode)419 && attempt == 1 && _token.Renew();

    /// <summary>Whether the same request may do better later. A commit is repeated only where it was certainly not carried out.</summary>
    private static bool MayPass(HttpStatusCode status, bool isCommit) =>
        status == HttpStatusCode.TooManyRequests
        || (!isCommit && status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout);
}
