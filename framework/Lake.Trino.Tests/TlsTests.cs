using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lake.Testing;
using Lake.Trino.Authentication;
using Lake.Trino.Errors;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;
using Shouldly;
using Xunit;

namespace Lake.Trino.Tests;

public sealed class TlsTests : IDisposable
{
    private const string Result = """{"id":"q1","columns":[{"name":"a","type":"integer","typeSignature":{"rawType":"integer","arguments":[]}}],"data":[[1]],"stats":{}}""";

    private readonly X509Certificate2 _authority = TestCertificates.Authority("Test authority");

    [Fact]
    public void A_server_of_a_given_authority_is_trusted() => Ask("localhost", [_authority]).ShouldBeNull();

    [Fact]
    public void One_of_another_authority_is_not()
    {
        using var other = TestCertificates.Authority("Other authority");
        Problem(Ask("localhost", [other])).ShouldBe(ConnectionProblem.UnknownAuthority);
        Problem(Ask("localhost", [])).ShouldBe(ConnectionProblem.UnknownAuthority);
    }

    [Fact]
    public void Nor_is_one_of_another_name() => Problem(Ask("elsewhere.example", [_authority])).ShouldBe(ConnectionProblem.OtherName);

    [Fact]
    public void Nor_is_one_that_is_out_of_date() => Problem(Ask("localhost", [_authority], isExpired: true)).ShouldBe(ConnectionProblem.OutOfDate);

    [Fact]
    public void Nobody_is_asked_where_certificates_are_not_verified() => Ask("elsewhere.example", [], verifies: false).ShouldBeNull();

    [Fact]
    public void The_client_shows_its_certificate()
    {
        using var own = TestCertificates.Issue(_authority, "me");
        Ask("localhost", [_authority], own, seen => seen.ShouldNotBeNull().Subject.ShouldBe("CN=me")).ShouldBeNull();
    }

    public void Dispose() => _authority.Dispose();

    private static ConnectionProblem Problem(TrinoException? error)
    {
        error.ShouldNotBeNull().Kind.ShouldBe(TrinoErrorKind.Tls);
        return error.Problem;
    }

    [SuppressMessage("Security", "CA5359", Justification = "The server of the test takes any client; what is tested is the client.")]
    private TrinoException? Ask(string serverName, X509Certificate2Collection trusted, X509Certificate2? own = null, Action<X509Certificate?>? inspect = null, bool verifies = true, bool isExpired = false)
    {
        using var certificate = TestCertificates.Issue(_authority, serverName, isExpired);
        using var server = new ScriptedServer([new ScriptedReply(200, [], Encoding.UTF8.GetBytes(Result))], new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            ClientCertificateRequired = own is not null,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        using var client = new TrinoClient(new TrinoClientOptions
        {
            Server = server.Address,
            Authorities = trusted,
            VerifiesCertificates = verifies,
            Authentication = own is null ? new TrinoAuthentication.None() : new TrinoAuthentication.Certificate(own),
            MostAttempts = 2,
            FirstDelay = TimeSpan.FromMilliseconds(1),
        });
        try
        {
            using var query = client.Execute("select 1", new TrinoSession { User = "me" }, TestContext.Current.CancellationToken);
            query.Rows.Single()[0].ShouldBe(1L);
            inspect?.Invoke(server.ClientCertificate);
            return null;
        }
        catch (TrinoException error)
        {
            return error;
        }
    }
}
