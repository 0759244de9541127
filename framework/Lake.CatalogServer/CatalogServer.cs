using System.Security.Cryptography;
using System.Text;
using Lake.Iceberg.Serving;
using Lake.Web;
using Microsoft.AspNetCore.Http;

namespace Lake.CatalogServer;

/// <summary>The Iceberg REST protocol over HTTP.</summary>
public static class CatalogServer
{
    private const long LargestBody = 256 << 20;
    private const string Bearer = "Bearer ";

    /// <summary>Returns when it is asked to end and open requests have been answered. Fails with <see cref="IOException"/> when the port is taken.</summary>
    /// <param name="started">Gets the address once clients can connect.</param>
    public static Task Run(RestService service, CatalogServerOptions options, Action<string> started, CancellationToken end) => WebServer.Run(
        new WebServerOptions(options.Address, options.Port) { Certificate = options.Certificate, LargestBody = LargestBody },
        context => Answer(context, service, options.Token),
        started,
        end);

    private static async Task Answer(HttpContext context, RestService service, string? token)
    {
        var path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var answer = path is ["v1", "oauth", "tokens"] ? await TokenFor(context.Request, token).ConfigureAwait(false)
            : !IsAllowed(context.Request, token) ? RestAnswer.Error(401, "NotAuthorizedException", "This catalog asks for a bearer token, and another one than that.")
            : path is ["v1", .. var parts] ? await Ask(context, service, parts).ConfigureAwait(false)
            : RestAnswer.Error(404, "NotFoundException", "Paths begin with /v1/ here.");
        context.Response.StatusCode = answer.Status;
        if (answer.ETag is { } tag)
        {
            context.Response.Headers.ETag = tag;
        }

        if (answer.Body is { } body && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task<RestAnswer> Ask(HttpContext context, RestService service, string[] path)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var asked = new RestRequest(
            request.Method, [.. path.Select(part => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))], request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()), body.ToArray())
        {
            IfNoneMatch = request.Headers.IfNoneMatch,
            IdempotencyKey = request.Headers["Idempotency-Key"] is [{ Length: > 0 } key] ? key : null,
        };

        // Catalogs wait for files and databases.
        return await Task.Run(() => service.Answer(asked)).ConfigureAwait(false);
    }

    /// <summary>For clients that exchange a credential for a token: the secret is the token.</summary>
    private static async Task<RestAnswer> TokenFor(HttpRequest request, string? token)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync().ConfigureAwait(false) : FormCollection.Empty;
        var secret = form["client_secret"].ToString();
        return token is null || IsEqual(secret, token)
            ? RestAnswer.OfToken(token ?? "none")
            : RestAnswer.Error(401, "NotAuthorizedException", "There is no such client, or its secret is another.");
    }

    private static bool IsAllowed(HttpRequest request, string? token) => token is null
        || (request.Headers.Authorization.ToString() is { } shown && shown.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && IsEqual(shown[Bearer.Length..].Trim(), token));

    /// <summary>In a time that tells nothing of how much was right.</summary>
    private static bool IsEqual(string shown, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
