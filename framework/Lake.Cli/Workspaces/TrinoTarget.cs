using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lake.Engines.Trino;
using Lake.Project.Rules;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;
using Lake.Trino.Authentication;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;

namespace Lake.Cli.Workspaces;

/// <summary>A target of dbt-trino's shape as options of the engine.</summary>
internal sealed class TrinoTarget
{
    private const int DefaultAttempts = 8;

    private static readonly string[] Methods = ["none", "ldap", "certificate", "jwt", "oauth", "oauth_console"];

    private readonly Target _target;
    private readonly string _directory;

    private TrinoTarget(Target target, string directory) => (_target, _directory) = (target, directory);

    /// <param name="directory">Of the project; certificates are relative to it.</param>
    /// <param name="showLogin">Told where a user has to log in.</param>
    public static TrinoEngineOptions Read(Target target, string directory, Action<Uri> showLogin)
    {
        var reader = new TrinoTarget(target, directory);
        var client = reader.Client(showLogin);
        return new TrinoEngineOptions { Client = client, NewSession = reader.Session };
    }

    private TrinoClientOptions Client(Action<Uri> showLogin)
    {
        var method = Text("method") ?? "none";
        var authentication = Authentication(method, showLogin);
        var scheme = Text("http_scheme") ?? (authentication is TrinoAuthentication.None ? "http" : "https");
        var port = Text("port") ?? (scheme == "https" ? "443" : "8080");
        if (!Uri.TryCreate($"{scheme}://{Required("host")}:{port}", UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https"))
        {
            throw Invalid("host, port and http_scheme make no address", "write 'host: trino.example', 'port: 8080' and 'http_scheme: http' or https");
        }

        return new TrinoClientOptions
        {
            Server = server,
            Authentication = authentication,
            Authorities = Authorities(),
            VerifiesCertificates = _target.Output.Find("cert") is not false,
            MostAttempts = int.TryParse(Text("retries"), CultureInfo.InvariantCulture, out var retries) ? Math.Max(1, retries) : DefaultAttempts,
        };
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client keeps the certificate as long as it lives.")]
    private TrinoAuthentication Authentication(string method, Action<Uri> showLogin) => method switch
    {
        "none" => new TrinoAuthentication.None(),
        "ldap" => new TrinoAuthentication.Basic(Required("user"), Required("password")),
        "jwt" => new TrinoAuthentication.Jwt(Required("jwt_token")),
        "certificate" => new TrinoAuthentication.Certificate(ReadFile("client_certificate", file => X509Certificate2.CreateFromPemFile(file, PathOf("client_private_key")))),
        "oauth" or "oauth_console" => new TrinoAuthentication.OAuth2(showLogin, TimeSpan.FromMinutes(5)),
        _ => throw Invalid(
            $"there is no method '{method}' of logging in", Spelling.Hint(method, Methods) ?? $"use {string.Join(", ", Methods)}"),
    };

    private TrinoSession Session()
    {
        var session = new TrinoSession
        {
            User = Text("impersonation_user") ?? Text("user") ?? Environment.UserName,
            Catalog = _target.Database,
            Schema = _target.Schema,
            TimeZone = Text("timezone") ?? "UTC",
            ClientTags = [.. (_target.Output.Find("client_tags") as IEnumerable<object?> ?? []).Select(Printed).OfType<string>()],
        };
        foreach (var (name, value) in Map("session_properties"))
        {
            session.Properties[name] = value;
        }

        foreach (var (catalog, role) in Map("roles"))
        {
            session.Roles[catalog] = role is "ALL" or "NONE" || role.StartsWith("ROLE{", StringComparison.Ordinal) ? role : $"ROLE{{{role}}}";
        }

        foreach (var (name, value) in Map("http_headers"))
        {
            session.ExtraHeaders[name] = value;
        }

        return session;
    }

    private X509Certificate2Collection Authorities()
    {
        var authorities = new X509Certificate2Collection();
        if (_target.Output.Find("cert") is string)
        {
            ReadFile("cert", file =>
            {
                authorities.ImportFromPemFile(file);
                return authorities;
            });
        }

        return authorities;
    }

    private T ReadFile<T>(string key, Func<string, T> read)
    {
        try
        {
            return read(PathOf(key));
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Invalid($"'{key}' cannot be used: {error.Message}", "name a PEM file that exists");
        }
    }

    private string PathOf(string key) => Path.Combine(_directory, Required(key));

    private IEnumerable<KeyValuePair<string, string>> Map(string key) =>
        (_target.Output.Find(key) as ValueMap ?? ValueMap.Empty).Select(pair => KeyValuePair.Create(pair.Key, Printed(pair.Value) ?? ""));

    private string Required(string key) => Text(key) is { Length: > 0 } text ? text : throw Invalid($"there is no '{key}'", $"write '{key}: …'");

    private string? Text(string key) => Printed(_target.Output.Find(key));

    private static string? Printed(object? value) => value switch
    {
        null => null,
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private DiagnosticException Invalid(string message, string hint) =>
        ProjectRules.InvalidProfile.Error(_target.TypePlace, $"the target '{_target.Name}' of profile '{_target.ProfileName}' cannot be used: {message}", hint);
}
