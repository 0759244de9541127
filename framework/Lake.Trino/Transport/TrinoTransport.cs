using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Authentication;
using Lake.Trino.Authentication;
using Lake.Trino.Errors;

namespace Lake.Trino.Transport;

/// <summary>
/// Requests that are tried again where that is harmless. All of the protocol's are: a page asked for twice is given
/// twice, and a statement that was posted does not start before its first page is asked for, so one whose answer got
/// lost never runs. Shared by all sessions of a client.
/// </summary>
internal sealed class TrinoTransport : IDisposable
{
    private const int MostRedirects = 5;

    private static readonly HttpStatusCode[] Passing =
        [HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout, HttpStatusCode.TooManyRequests];

    private readonly TrinoClientOptions _options;
    private readonly HttpClient _http;
    private readonly ServerCertificate _certificate;
    private readonly Credentials _credentials;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    public TrinoTransport(TrinoClientOptions options)
    {
        _options = options;
        _certificate = new ServerCertificate(options);
        _http = new HttpClient(TlsHandler.Create(options, _certificate)) { Timeout = options.RequestTimeout };
        _credentials = new Credentials(options, _http);
    }

    /// <summary>Sends until there is an answer that another try would not change.</summary>
    /// <param name="create">A new request for each try; credentials are added here.</param>
    /// <param name="isWhole">Tells an answer from the beginning of one, which is all that a broken connection without a length leaves.</param>
    /// <param name="withCredentials">False for places outside the server, such as segments in an object store.</param>
    public Answer Send(
        Func<HttpRequestMessage> create, Func<byte[], bool> isWhole, CancellationToken cancellationToken, bool withCredentials = true)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan? asked = null;
            string reason;
            Exception? cause = null;
            try
            {
                var answer = Redirected(create, withCredentials, cancellationToken);
                var isPassing = Passing.Contains(answer.Status);
                if (!isPassing && (answer.Status != HttpStatusCode.OK || isWhole(answer.Body)))
                {
                    return answer;
                }

                asked = answer.Headers.RetryAfter?.Delta;
                reason = isPassing ? string.Create(CultureInfo.InvariantCulture, $"it answers {(int)answer.Status}") : "its answers end in the middle";
            }
            catch (Exception error) when (IsPassing(error, cancellationToken))
            {
                (reason, cause) = (Innermost(error), error);
            }
            catch (HttpRequestException error) when (IsTls(error))
            {
                var (problem, told) = _certificate.Refusal ?? (ProblemOf(error), Innermost(error));
                throw new TrinoException(TrinoErrorKind.Tls, $"TLS with {_options.Server.Authority} failed: {told}", error) { Problem = problem };
            }

            if (attempt >= _options.MostAttempts)
            {
                throw new TrinoException(
                    TrinoErrorKind.Unreachable,
                    string.Create(CultureInfo.InvariantCulture, $"{_options.Server.Authority} cannot be reached: {reason} (tried {attempt} times)"), cause)
                {
                    Problem = ProblemOf(cause),
                };
            }

            Wait(attempt, asked, cancellationToken);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _credentials.Dispose();
    }

    private Answer Redirected(Func<HttpRequestMessage> create, bool withCredentials, CancellationToken cancellationToken)
    {
        Uri? target = null;
        for (var hops = 0; ; hops++)
        {
            using var request = create();
            request.RequestUri = target ?? request.RequestUri;
            var answer = withCredentials ? SendAuthorized(request, create, cancellationToken) : SendOnce(request, cancellationToken);
            if (answer.Status is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || answer.Headers.Location is not { } location)
            {
                return answer;
            }

            var from = request.RequestUri ?? _options.Server;
            target = new Uri(from, location);
            if (hops == MostRedirects || target.Host != from.Host || (from.Scheme == "https" && target.Scheme != "https"))
            {
                throw new TrinoException(TrinoErrorKind.Protocol, $"{from.Authority} redirects to {target.GetLeftPart(UriPartial.Authority)}");
            }
        }
    }

    private Answer SendAuthorized(HttpRequestMessage request, Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        var used = _credentials.AddTo(request);
        var answer = SendOnce(request, cancellationToken);
        if (answer.Status != HttpStatusCode.Unauthorized || !_credentials.LogIn(answer.Headers, used, cancellationToken))
        {
            return answer;
        }

        using var again = create();
        again.RequestUri = request.RequestUri;
        _credentials.AddTo(again);
        return SendOnce(again, cancellationToken);
    }

    private Answer SendOnce(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = _http.Send(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        using var body = response.Content.ReadAsStream(cancellationToken);
        var bytes = new byte[body.Length];
        body.ReadExactly(bytes);
        return new Answer(response.StatusCode, response.Headers, bytes);
    }

    [SuppressMessage("Security", "CA5394", Justification = "Spreads the tries of many clients; nothing depends on it.")]
    private void Wait(int attempt, TimeSpan? asked, CancellationToken cancellationToken)
    {
        var doubled = _options.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 20));
        var longest = doubled < _options.LongestDelay ? doubled : _options.LongestDelay;
        var delay = asked is { } wanted && wanted < TimeSpan.FromMinutes(1) ? wanted : longest * (0.5 + (Random.Shared.NextDouble() / 2));
        cancellationToken.WaitHandle.WaitOne(delay);
    }

    /// <summary>Broken and refused connections, and time-outs that are not the caller's.</summary>
    private static bool IsPassing(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        HttpRequestException http => !IsTls(http),
        _ => error is IOException,
    };

    private ConnectionProblem ProblemOf(Exception? error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ConnectionProblem.UnknownHost,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => ConnectionProblem.NobodyThere,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } when _options.Server.Scheme == "http" => ConnectionProblem.HangsUpWithoutTls,
        HttpRequestException { InnerException: AuthenticationException { InnerException: null } } => ConnectionProblem.NoTls,
        HttpRequestException http when IsTls(http) && _options.Authentication is TrinoAuthentication.Certificate => ConnectionProblem.ClientCertificate,
        _ => ConnectionProblem.Unknown,
    };

    /// <summary>What the server does not like of ours, it says only when it is first read from.</summary>
    private static bool IsTls(HttpRequestException error) =>
        error.InnerException is AuthenticationException || Innermost(error).Contains("SSL routines", StringComparison.Ordinal);

    private static string Innermost(Exception error) =>
        error is OperationCanceledException ? "it does not answer in time" : (error.InnerException is { } inner ? Innermost(inner) : error.Message);
}
