using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lake.Testing;

/// <summary>
/// What lets users into a Trino server by TLS: <c>ann</c> has a password, <c>cat</c> a certificate, anybody a token;
/// <c>reader</c> may read and change nothing. Large results are spooled to a folder.
/// </summary>
public sealed class TrinoGuard
{
    public const string Password = "the secret of ann";

    private readonly TemporaryFolder _folder;
    private readonly RSA _signer = RSA.Create(2048);

    private TrinoGuard(TemporaryFolder folder, string plugins)
    {
        _folder = folder;
        Authority = TestCertificates.Authority("Test authority");
        Certificate = TestCertificates.Issue(Authority, "localhost");
        using var client = TestCertificates.Issue(Authority, "cat");
        _folder.Write("keys/authority.pem", Authority.ExportCertificatePem());
        _folder.Write("keys/server.pem", Certificate.ExportCertificatePem() + "\n" + TestCertificates.KeyOf(Certificate));
        _folder.Write("keys/client.pem", client.ExportCertificatePem());
        _folder.Write("keys/client.key", TestCertificates.KeyOf(client));
        _folder.Write("keys/tokens.pem", _signer.ExportSubjectPublicKeyInfoPem());
        _folder.Write("keys/passwords", $"ann:{Password}\n");
        _folder.Write("keys/rules.json", """{"catalogs": [{"user": "reader", "catalog": "lake", "allow": "read-only"}, {"allow": "owner"}], "procedures": [{"privileges": ["EXECUTE"]}]}""");
        _folder.Write("spooled/.keep", "");
        _folder.Write("data/etc/password-authenticator.properties", $"password-authenticator.name=file\nfile.password-file={File("passwords")}\n");
        _folder.Write("data/etc/access-control.properties", $"access-control.name=file\nsecurity.config-file={File("rules.json")}\n");
        _folder.Write("data/etc/spooling-manager.properties", $"spooling-manager.name=folder\nfolder={SpoolFolder}\n");
        Port = LoopbackListener.FreePort();
        Settings =
        [
            $"plugin.dir={plugins}",
            "http-server.https.enabled=true",
            string.Create(CultureInfo.InvariantCulture, $"http-server.https.port={Port}"),
            $"http-server.https.keystore.path={File("server.pem")}",
            $"http-server.https.truststore.path={File("authority.pem")}",
            "http-server.authentication.type=PASSWORD,JWT,CERTIFICATE",
            "http-server.authentication.allow-insecure-over-http=true",
            $"http-server.authentication.jwt.key-file={File("tokens.pem")}",
            "http-server.authentication.certificate.user-mapping.pattern=CN=(.*)",
            "internal-communication.shared-secret=among servers",
            "protocol.spooling.enabled=true",
            $"protocol.spooling.shared-secret-key={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
            "protocol.spooling.retrieval-mode=COORDINATOR_PROXY",
        ];
    }

    /// <summary>Of the server's TLS, at <c>localhost</c>.</summary>
    public int Port { get; }

    /// <summary>Who has signed all certificates.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>The server's own, for who stands in its place.</summary>
    public X509Certificate2 Certificate { get; }

    public string SpoolFolder => _folder["spooled"];

    /// <summary>As they stand in the server's configuration.</summary>
    internal IReadOnlyList<string> Settings { get; }

    /// <summary>Null without a compiler for the plugin.</summary>
    internal static TrinoGuard? Prepare(TemporaryFolder folder, string home) =>
        TrinoPlugin.Install(folder, home) is { } plugins ? new TrinoGuard(folder, plugins) : null;

    /// <summary><c>authority.pem</c>, <c>client.pem</c> and <c>client.key</c>.</summary>
    public string File(string name) => _folder[$"keys/{name}"];

    /// <summary>A token that the server takes for as long as it lives.</summary>
    public string Token(string user, TimeSpan life)
    {
        var expires = DateTimeOffset.UtcNow.Add(life).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $$"""{{Url("""{"alg":"RS256"}""")}}.{{Url($$"""{"sub":"{{user}}","exp":{{expires}}}""")}}""");
        var signature = _signer.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Url(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
