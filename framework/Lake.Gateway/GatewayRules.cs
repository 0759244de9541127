using Lake.Text;

namespace Lake.Gateway;

/// <summary>What can be wrong with a gateway.</summary>
public static class GatewayRules
{
    public static readonly DiagnosticRule NoWebhooks = new(
        "no-webhooks", Severity.Error, "No stream of the project has a `webhook`, so there is nothing to receive.");

    public static readonly DiagnosticRule MissingSecret = new(
        "missing-webhook-secret", Severity.Error, "The environment variable that a stream's `webhook` names for its secret is not set, so nobody's signature could be checked.");

    public static readonly DiagnosticRule SharedEndpoint = new(
        "shared-webhook-endpoint", Severity.Error, "Two streams receive events at one path.");
}
