using Lake.Engines.Trino.Rules;
using Lake.Text;
using Lake.Trino.Errors;

namespace Lake.Engines.Trino.Errors;

/// <summary>Failures on the way to the server as diagnostics that say which key of the target to mend.</summary>
internal static class ConnectionAdvice
{
    public static Diagnostic Of(TrinoException error) => error.Kind switch
    {
        TrinoErrorKind.Unreachable => TrinoRules.Unreachable.At(null, error.Message, Hint(error.Problem) ?? "check host, port and http_scheme of the target, and that the server runs"),
        TrinoErrorKind.Unauthorized => TrinoRules.Unauthorized.At(null, error.Message, HintOfLogin(error.Message)),
        TrinoErrorKind.Tls => TrinoRules.Tls.At(null, error.Message, Hint(error.Problem) ?? "check http_scheme, port and 'cert' of the target"),
        TrinoErrorKind.Lost => TrinoRules.Lost.At(null, error.Message, "look whether it took effect, then run it again"),
        TrinoErrorKind.Protocol or TrinoErrorKind.Options => TrinoRules.Protocol.At(null, error.Message, "check host and port of the target"),
        TrinoErrorKind.Statement => throw new ArgumentException("A failed statement is no failure of the connection.", nameof(error)),
    };

    private static string? Hint(ConnectionProblem problem) => problem switch
    {
        ConnectionProblem.Unknown => null,
        ConnectionProblem.UnknownHost => "check 'host' of the target: no server of that name is known on this machine",
        ConnectionProblem.NobodyThere => "check 'port' of the target, that the server runs, and that no firewall is between",
        ConnectionProblem.HangsUpWithoutTls => "write 'http_scheme: https' if that port speaks TLS",
        ConnectionProblem.NoTls => "write 'http_scheme: http' if the server has no TLS, or the port of its TLS",
        ConnectionProblem.UnknownAuthority => "write 'cert:' with the PEM file of the authority that signed the server's certificate",
        ConnectionProblem.OtherName => "write 'host' as one of the names in the server's certificate",
        ConnectionProblem.OutOfDate => "have the server's certificate renewed",
        ConnectionProblem.ClientCertificate => "check 'client_certificate' and 'client_private_key' of the target: the server did not go on with them",
    };

    private static string HintOfLogin(string message) =>
        message.Contains("JWT expired", StringComparison.Ordinal) ? "get a new token for 'jwt_token'"
        : message.Contains("JWT", StringComparison.Ordinal) ? "check 'jwt_token' of the target: the server does not take it for one of its issuer's"
        : message.Contains("Invalid credentials", StringComparison.Ordinal) ? "check 'user' and 'password' of the target"
        : message.EndsWith(": Unauthorized", StringComparison.Ordinal) ? "the server wants a login: check 'method' of the target"
        : "check method, user and password or token of the target";
}
