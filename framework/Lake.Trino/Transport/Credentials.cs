using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Lake.Trino.Authentication;
using Lake.Trino.Errors;

namespace Lake.Trino.Transport;

/// <summary>What authorizes requests. Tokens of a login are kept for all sessions of the client, in memory only.</summary>
internal sealed class Credentials : IDisposable
{
    private readonly TrinoClientOptions _options;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _login = new(1, 1);
    private volatile AuthenticationHeaderValue? _header;

    public Credentials(TrinoClientOptions options, HttpClient http)
    {
        (_options, _http) = (options, http);
        if (options.Authentication.IsSecret && options.Server is { Scheme: "http", IsLoopback: false } && !options.AllowsSecretsWithoutTls)
        {
            throw new TrinoException(
                TrinoErrorKind.Options, $"a password or token would go to {options.Server.Authority} without TLS, where anybody on the way can read it");
        }

        _header = options.Authentication switch
        {
            TrinoAuthentication.Basic basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.User}:{basic.Password}"))),
            TrinoAuthentication.Jwt jwt => new("Bearer", jwt.Token),
            _ => null,
        };
    }

    /// <summary>What was added, so that <see cref="LogIn"/> can tell an expired token from one that another thread has just got.</summary>
    public AuthenticationHeaderValue? AddTo(HttpRequestMessage request)
    {
        var header = _header;
        request.Headers.Authorization = header;
        return header;
    }

    /// <summary>Has the user log in where the server says; true when the request may be tried again.</summary>
    public bool LogIn(HttpResponseHeaders refusal, AuthenticationHeaderValue? used, CancellationToken cancellationToken)
    {
        if (_options.Authentication is not TrinoAuthentication.OAuth2 oauth || LoginChallenge.Find(refusal.WwwAuthenticate) is not { } challenge)
        {
            return false;
        }

        _login.Wait(cancellationToken);
        try
        {
            if (ReferenceEquals(_header, used))
            {
                if (challenge.Login is { } page)
                {
                    oauth.ShowLogin(page);
                }

                _header = new AuthenticationHeaderValue("Bearer", AwaitToken(challenge.Token, oauth.Patience, cancellationToken));
            }

            return true;
        }
        finally
        {
            _login.Release();
        }
    }

    public void Dispose() => _login.Dispose();

    /// <summary>Asks the token server, which holds each request until the user has logged in or some seconds have passed.</summary>
    private string AwaitToken(Uri server, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            for (var next = server; ;)
            {
                var (token, again) = Poll(next, both.Token);
                if (token is not null)
                {
                    Forget(next, both.Token);
                    return token;
                }

                next = again ?? next;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TrinoException(TrinoErrorKind.Unauthorized, $"nobody logged in at {server.Authority} within {patience}");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException)
        {
            throw new TrinoException(TrinoErrorKind.Unauthorized, $"the login at {server.Authority} failed: {error.Message}", error);
        }
    }

    private (string? Token, Uri? Next) Poll(Uri server, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server);
        using var response = _http.Send(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
        {
            cancellationToken.WaitHandle.WaitOne(_options.FirstDelay);
            cancellationToken.ThrowIfCancellationRequested();
            return (null, null);
        }

        using var body = response.EnsureSuccessStatusCode().Content.ReadAsStream(cancellationToken);
        using var json = JsonDocument.Parse(body);
        string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return Text("error") is { } error
            ? throw new TrinoException(TrinoErrorKind.Unauthorized, $"the login was refused: {error}")
            : (Text("token"), Text("nextUri") is { } next ? new Uri(server, next) : null);
    }

    /// <summary>The server may drop the token now; it does so by itself where this fails.</summary>
    private void Forget(Uri server, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, server);
        using var response = _http.Send(request, cancellationToken);
    }
}
