using System.Net;
using System.Text.Json;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Rest;

/// <summary>An answer that is no success, as a diagnostic. Servers answer with the protocol's JSON, or with a page of their web server.</summary>
internal static class RestFailure
{
    /// <param name="isCommit">Then an answer that leaves the outcome open is <see cref="IcebergRules.CommitStateUnknown"/>.</param>
    public static Diagnostic Describe(RestOptions options, string request, HttpStatusCode status, string body, bool isCommit)
    {
        var (type, message) = Read(body);
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or (HttpStatusCode)419 => IcebergRules.CatalogDenied.At(
                null, $"The catalog {options} refuses {request}: {message ?? status.ToString()}.", "check token or credential, and what they may do"),
            HttpStatusCode.Conflict when type == "CommitFailedException" || isCommit => IcebergRules.CommitConflict.At(
                null, $"Another writer was first: {message ?? "the catalog refused the commit"}.", "nothing was changed; run the statement again"),
            HttpStatusCode.Conflict when type == "NamespaceNotEmptyException" => IcebergRules.NamespaceNotEmpty.At(null, $"{message}.", "drop its tables and views first"),
            HttpStatusCode.Conflict => IcebergRules.AlreadyExists.At(null, $"{message ?? "The name is taken"}."),
            HttpStatusCode.NotFound => IcebergRules.NoSuchTable.At(null, $"{message ?? $"The catalog {options} knows nothing of {request}"}."),
            >= HttpStatusCode.InternalServerError when isCommit => IcebergRules.CommitStateUnknown.At(
                null, $"The catalog {options} failed during a commit ({(int)status}), and may have carried it out: {message ?? "no reason given"}.", "look at the table's newest snapshot before running it again"),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => IcebergRules.CatalogUnavailable.At(
                null, $"The catalog {options} is not ready ({(int)status}): {message ?? "no reason given"}.", "try again later"),
            _ => IcebergRules.CatalogRefused.At(null, $"The catalog {options} refuses {request} ({(int)status}): {message ?? "no reason given"}."),
        };
    }

    private static (string? Type, string? Message) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Optional("error") is not { } error ? (null, document.RootElement.OptionalText("error_description"))
                : error.ValueKind == JsonValueKind.Object ? (error.OptionalText("type"), error.OptionalText("message")?.TrimEnd('.'))
                : (null, document.RootElement.OptionalText("error_description") ?? error.ToString());
        }
        catch (JsonException)
        {
            return (null, null);
        }
    }
}
