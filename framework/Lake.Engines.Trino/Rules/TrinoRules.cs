using Lake.Text;

namespace Lake.Engines.Trino.Rules;

/// <summary>What can be wrong with a Trino server or the way to it.</summary>
public static class TrinoRules
{
    public static readonly DiagnosticRule Unreachable = new(
        "trino-unreachable", Severity.Error, "The Trino server cannot be reached, or stopped answering; check host, port and http_scheme of the target, and that it runs.");

    public static readonly DiagnosticRule Unauthorized = new(
        "trino-unauthorized", Severity.Error, "The Trino server refuses the user; check method, user and password or token of the target.");

    public static readonly DiagnosticRule Tls = new(
        "trino-tls", Severity.Error, "The certificate of the Trino server is not trusted; name the certificate authority with `cert` in the target.");

    public static readonly DiagnosticRule Protocol = new(
        "trino-protocol", Severity.Error, "What answers is not a Trino server, or something between it and lake changes its answers.");

    public static readonly DiagnosticRule Lost = new(
        "trino-statement-lost", Severity.Error, "The Trino server forgot a running statement, mostly because it was restarted; whether the statement took effect is unknown, so look before running it again.");

    public static readonly DiagnosticRule UnknownCatalog = new(
        "trino-unknown-catalog", Severity.Error, "The Trino server has no catalog of that name; check `catalog` in the target, or create it on the server.");

    public static readonly DiagnosticRule Forbidden = new(
        "trino-forbidden", Severity.Error, "The user lacks a permission on the Trino server; ask for it, or set a role that has it with `roles` in the target.");

    public static readonly DiagnosticRule Resources = new(
        "trino-resources", Severity.Error, "The Trino cluster is short of memory, time or workers for the statement, or has failed; try again, or give it more.");
}
