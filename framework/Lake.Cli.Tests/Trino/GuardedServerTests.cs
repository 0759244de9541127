using System.Globalization;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Trino;

/// <summary>A Trino server with TLS of a private authority and every way of logging in, through the program.</summary>
public sealed class GuardedServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrinoGuard _guard = Servers.Trino.Guard;
    private readonly string _schema = $"g{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";
    private readonly string _token;

    public GuardedServerTests() => _token = _guard.Token("joe", TimeSpan.FromHours(1));

    [Theory]
    [InlineData("method: ldap, user: ann, password: {password}")]
    [InlineData("method: jwt, user: joe, jwt_token: {token}")]
    [InlineData("method: certificate, user: cat, client_certificate: {client.pem}, client_private_key: {client.key}")]
    public void Builds_for_who_has_logged_in(string login)
    {
        Builds(_guard.Port, login);
        Secrets().ShouldBeEmpty();
    }

    [Fact]
    public void Builds_once_the_user_has_been_to_the_login_page()
    {
        using var front = new LoginFront(_guard, () => $$"""{"token": "{{_token}}"}""");
        Builds(front.Port, "method: oauth, user: joe").Error.ShouldContain(FormattableString.Invariant($"To log in, open https://localhost:{front.Port}/login"));
        front.Logins.ShouldBe(3, "one for each command, however many sessions it has");
        Secrets().ShouldBeEmpty();
    }

    [Fact]
    public void A_login_that_ends_otherwise_is_told()
    {
        using var front = new LoginFront(_guard, () => """{"error": "the account is closed"}""");
        Refused(front.Port, "method: oauth, user: joe", "trino-unauthorized").ShouldContain("the account is closed");
    }

    [Theory]
    [InlineData("method: ldap, user: ann, password: a wrong secret", "trino-unauthorized", "check 'user' and 'password' of the target")]
    [InlineData("method: ldap, user: nobody, password: {password}", "trino-unauthorized", "check 'user' and 'password' of the target")]
    [InlineData("method: none, user: ann, http_scheme: https", "trino-unauthorized", "the server wants a login: check 'method' of the target")]
    [InlineData("method: jwt, user: joe, jwt_token: {expired}", "trino-unauthorized", "get a new token for 'jwt_token'")]
    [InlineData("method: jwt, user: joe, jwt_token: {forged}", "trino-unauthorized", "check 'jwt_token' of the target")]
    [InlineData("method: jwt, user: ann, jwt_token: {token}", "trino-forbidden", "write 'user' as the server knows who logs in")]
    [InlineData("method: certificate, user: cat, client_certificate: none.pem, client_private_key: {client.key}", "invalid-profile", "name a PEM file that exists")]
    [InlineData("method: certificate, user: cat, client_certificate: {foreign.pem}, client_private_key: {foreign.key}", "trino-tls", "check 'client_certificate' and 'client_private_key' of the target")]
    [InlineData("method: ldap, user: ann, password: {password}, cert: {foreign.pem}", "trino-tls", "the PEM file of the authority that signed the server's certificate")]
    [InlineData("method: ldap, user: ann, password: {password}, cert: null", "trino-tls", "the PEM file of the authority that signed the server's certificate")]
    [InlineData("method: ldap, user: ann, password: {password}, host: 127.0.0.1", "trino-tls", "write 'host' as one of the names in the server's certificate")]
    [InlineData("method: none, user: ann, http_scheme: http", "trino-unreachable", "write 'http_scheme: https' if that port speaks TLS")]
    [InlineData("method: ldap, user: ann, password: {password}, roles: {system: admin}", "trino-forbidden", "check 'roles' of the target")]
    [InlineData("method: ldap, user: ann, password: {password}, database: laek", "trino-unknown-catalog", "did you mean 'lake'?")]
    [InlineData("method: jwt, user: reader, jwt_token: {reader}", "trino-forbidden", "ask for the permission")]
    public void Who_is_refused_learns_why(string login, string rule, string hint)
    {
        Refused(_guard.Port, login, rule).ShouldContain(hint);
        Secrets().ShouldBeEmpty();
    }

    [Fact]
    public void Debug_says_that_a_schema_is_not_there_yet()
    {
        Write(_guard.Port, "method: jwt, user: joe, jwt_token: {token}");
        Run("debug").Output.ShouldContain($"the schema {_schema} is not there yet; a run makes it");
    }

    [Fact]
    public void Grants_that_the_catalog_does_not_keep_are_told()
    {
        Write(_guard.Port, "method: jwt, user: joe, jwt_token: {token}");
        _folder.Write("models/m.sql", "{{ config(materialized='table', grants={'select': ['ann']}) }}\nselect 1 as id");
        var result = Run("build");
        (result.Output + result.Error).ShouldContain("does not support grants");
        (result.Output + result.Error).ShouldContain("hint: Trino's Iceberg connector keeps no grants: leave 'grants' out for this target");
        Drop();
    }

    public void Dispose() => _folder.Dispose();

    private ProgramResult Builds(int port, string login)
    {
        Write(port, login);
        _folder.Write("models/m.sql", "{{ config(materialized='table') }}\nselect 1 as id");
        var result = Run("build", "--log-level", "debug");
        result.ExitCode.ShouldBe(0, result.ToString());
        Drop();
        return result;
    }

    private string Refused(int port, string login, string rule)
    {
        Write(port, login);
        var result = Run("debug");
        result.ExitCode.ShouldBe(1, result.ToString());
        (result.Output + result.Error).ShouldContain($"error[{rule}]");
        _folder.Write("said.txt", result.ToString());
        return result.ToString();
    }

    private void Drop()
    {
        Run("query", $"drop table if exists lake.{_schema}.m").ExitCode.ShouldBe(0);
        Run("query", $"drop schema lake.{_schema}").ExitCode.ShouldBe(0);
    }

    /// <summary>Files that the program has written and that hold a password or token.</summary>
    private string[] Secrets() => [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "profiles.yml")
        .Where(file => File.ReadAllText(file) is var text && (text.Contains(TrinoGuard.Password, StringComparison.Ordinal) || text.Contains(_token, StringComparison.Ordinal) || text.Contains("a wrong secret", StringComparison.Ordinal)))];

    private void Write(int port, string login)
    {
        using var foreign = TestCertificates.Authority("Foreign authority");
        _folder.Write("foreign.pem", foreign.ExportCertificatePem());
        _folder.Write("foreign.key", TestCertificates.KeyOf(foreign));
        var target = new Dictionary<string, string>
        {
            ["type"] = "trino",
            ["host"] = "localhost",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["database"] = "lake",
            ["schema"] = _schema,
            ["threads"] = "2",
            ["retries"] = "2",
            ["cert"] = _guard.File("authority.pem"),
        };
        foreach (var line in login
            .Replace("{password}", TrinoGuard.Password, StringComparison.Ordinal)
            .Replace("{token}", _token, StringComparison.Ordinal)
            .Replace("{expired}", _guard.Token("joe", TimeSpan.FromHours(-1)), StringComparison.Ordinal)
            .Replace("{forged}", _token[..^8] + "AAAAAAAA", StringComparison.Ordinal)
            .Replace("{reader}", _guard.Token("reader", TimeSpan.FromHours(1)), StringComparison.Ordinal)
            .Replace("{client.pem}", _guard.File("client.pem"), StringComparison.Ordinal)
            .Replace("{client.key}", _guard.File("client.key"), StringComparison.Ordinal)
            .Replace("{foreign.pem}", "foreign.pem", StringComparison.Ordinal)
            .Replace("{foreign.key}", "foreign.key", StringComparison.Ordinal)
            .Split(", "))
        {
            target[line.Split(": ", 2)[0]] = line.Split(": ", 2)[1];
        }

        _folder.Write("lake_project.yml", "name: shop\nprofile: shop\n");
        _folder.Write("profiles.yml", $"shop:\n  target: t\n  outputs:\n    t:\n{string.Concat(target.Select(line => $"      {line.Key}: {line.Value}\n"))}");
    }

    private ProgramResult Run(params string[] arguments) => LakeProgram.Run(_folder.Path, [.. arguments, "--profiles-dir", _folder.Path]);
}
