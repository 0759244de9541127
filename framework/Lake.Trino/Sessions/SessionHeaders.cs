using System.Net;
using System.Net.Http.Headers;

namespace Lake.Trino.Sessions;

/// <summary>A session as headers of a request, and changes to it as headers of an answer.</summary>
internal static class SessionHeaders
{
    private const string Prefix = "X-Trino-";

    /// <summary>Times and timestamps come with all their digits.</summary>
    private const string Capabilities = "PATH,PARAMETRIC_DATETIME,SESSION_AUTHORIZATION";

    public static void Write(TrinoSession session, HttpRequestHeaders headers)
    {
        Add("User", session.AuthorizationUser ?? session.User);
        Add("Original-User", session.AuthorizationUser is null ? null : session.User);
        Add("Source", session.Source);
        Add("Client-Info", session.ClientInfo);
        Add("Client-Tags", session.ClientTags.IsEmpty ? null : string.Join(',', session.ClientTags));
        Add("Client-Capabilities", Capabilities);
        Add("Catalog", session.Catalog);
        Add("Schema", session.Schema);
        Add("Path", session.Path);
        Add("Time-Zone", session.TimeZone);
        Add("Transaction-Id", session.TransactionId ?? "NONE");
        AddPairs("Session", session.Properties);
        AddPairs("Role", session.Roles);
        AddPairs("Prepared-Statement", session.PreparedStatements);
        foreach (var (name, value) in session.ExtraHeaders)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.TryAddWithoutValidation(Prefix + name, Plain(value));
            }
        }

        void AddPairs(string name, Dictionary<string, string> pairs)
        {
            foreach (var (key, value) in pairs)
            {
                headers.TryAddWithoutValidation(Prefix + name, $"{Uri.EscapeDataString(key)}={Uri.EscapeDataString(value)}");
            }
        }
    }

    public static void Apply(HttpResponseHeaders headers, TrinoSession session)
    {
        session.Catalog = Last("Set-Catalog") ?? session.Catalog;
        session.Schema = Last("Set-Schema") ?? session.Schema;
        session.Path = Last("Set-Path") ?? session.Path;
        session.TransactionId = Last("Started-Transaction-Id") ?? (Last("Clear-Transaction-Id") is null ? session.TransactionId : null);
        session.AuthorizationUser = Last("Set-Authorization-User") ?? (Last("Reset-Authorization-User") is null ? session.AuthorizationUser : null);
        ApplyPairs("Set-Session", session.Properties);
        ApplyPairs("Set-Role", session.Roles);
        ApplyPairs("Added-Prepare", session.PreparedStatements);
        Remove("Clear-Session", session.Properties);
        Remove("Deallocated-Prepare", session.PreparedStatements);

        IEnumerable<string> Values(string name) => headers.TryGetValues(Prefix + name, out var values) ? values : [];

        string? Last(string name) => Values(name).LastOrDefault() is { } value ? WebUtility.UrlDecode(value) : null;

        void ApplyPairs(string name, Dictionary<string, string> pairs)
        {
            foreach (var pair in Values(name))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    pairs[WebUtility.UrlDecode(pair[..equals])] = WebUtility.UrlDecode(pair[(equals + 1)..]);
                }
            }
        }

        void Remove(string name, Dictionary<string, string> pairs)
        {
            foreach (var key in Values(name))
            {
                pairs.Remove(WebUtility.UrlDecode(key));
            }
        }
    }

    /// <summary>Headers are ASCII, and a line break would start another one.</summary>
    private static string Plain(string value) => value.All(c => c is >= ' ' and <= '~') ? value : Uri.EscapeDataString(value);
}
