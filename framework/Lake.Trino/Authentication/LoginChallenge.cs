using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Lake.Trino.Authentication;

/// <summary>Where a server that refuses a request says to log in, and where the token will be.</summary>
/// <param name="Login">A page for the user; null when the server needs no visit.</param>
internal sealed partial record LoginChallenge(Uri? Login, Uri Token)
{
    /// <summary>From <c>WWW-Authenticate: Bearer x_redirect_server="…", x_token_server="…"</c>.</summary>
    public static LoginChallenge? Find(HttpHeaderValueCollection<AuthenticationHeaderValue> challenges)
    {
        foreach (var challenge in challenges.Where(c => c.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && c.Parameter is not null))
        {
            var fields = Field().Matches(challenge.Parameter ?? "").ToLookup(m => m.Groups[1].Value, m => m.Groups[2].Value);
            if (Address(fields["x_token_server"]) is { } token)
            {
                return new LoginChallenge(Address(fields["x_redirect_server"]), token);
            }
        }

        return null;
    }

    private static Uri? Address(IEnumerable<string> values) =>
        Uri.TryCreate(values.FirstOrDefault(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    [GeneratedRegex("""(\w+)="([^"]*)"\s*,?""")]
    private static partial Regex Field();
}
