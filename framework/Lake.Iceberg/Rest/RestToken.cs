using System.Net.Http.Headers;
using System.Text.Json;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Rest;

/// <summary>The bearer token of requests: the one given, or one got for an OAuth2 credential and renewed before it ends.</summary>
internal sealed class RestToken(RestOptions options, HttpClient http)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DefaultLife = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private string? _token = options.Token;
    private DateTimeOffset _end = DateTimeOffset.MaxValue;

    public void AddTo(HttpRequestMessage request)
    {
        if (Current() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    /// <summary>The server takes it no more; false when no other can be got.</summary>
    public bool Renew()
    {
        lock (_lock)
        {
            if (options.Credential is null)
            {
                return false;
            }

            _token = null;
            return true;
        }
    }

    private string? Current()
    {
        lock (_lock)
        {
            if (options.Credential is { } credential && (_token is null || DateTimeOffset.UtcNow > _end))
            {
                (_token, _end) = Get(credential);
            }

            return _token;
        }
    }

    private (string Token, DateTimeOffset End) Get(string credential)
    {
        var (id, secret) = credential.Split(':', 2) is [var first, var rest] ? (first, rest) : ("", credential);
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_secret"] = secret, ["scope"] = options.Scope };
        if (id.Length > 0)
        {
            form["client_id"] = id;
        }

        var uri = options.TokenUri ?? options.Uri.TrimEnd('/') + "/v1/oauth/tokens";
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new FormUrlEncodedContent(form) };
        using var response = http.Send(request);
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var body = reader.ReadToEnd();
        if (!response.IsSuccessStatusCode)
        {
            throw IcebergRules.CatalogDenied.Error(
                null, $"The catalog {options} gives no token for the credential ({(int)response.StatusCode}).", "check id and secret of the credential");
        }

        using var document = JsonDocument.Parse(body);
        var life = document.RootElement.OptionalInt("expires_in") is { } seconds ? TimeSpan.FromSeconds(seconds) : DefaultLife;
        return (document.RootElement.RequiredText("access_token"), DateTimeOffset.UtcNow + life - (life > Margin * 2 ? Margin : TimeSpan.Zero));
    }
}
