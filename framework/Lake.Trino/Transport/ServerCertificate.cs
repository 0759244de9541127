using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Lake.Trino.Errors;

namespace Lake.Trino.Transport;

/// <summary>Decides whether a server's certificate is good, and remembers what was wrong with the last that was not.</summary>
internal sealed class ServerCertificate(TrinoClientOptions options)
{
    /// <summary>Null while none was refused.</summary>
    public (ConnectionProblem Problem, string Reason)? Refusal { get; private set; }

    /// <summary>The name must match and the chain must end at one of the authorities: those of the options, or of the machine.</summary>
    public bool IsGood(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!options.VerifiesCertificates)
        {
            return true;
        }

        Refusal = certificate is null ? (ConnectionProblem.NoTls, "the server shows no certificate")
            : certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow ? (ConnectionProblem.OutOfDate, FormattableString.Invariant($"the server's certificate was valid until {certificate.NotAfter:yyyy-MM-dd}"))
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? (ConnectionProblem.OtherName, $"the server's certificate is for {NamesOf(certificate)}")
            : IsSigned(certificate, chain, errors) ? null
            : (ConnectionProblem.UnknownAuthority, $"the server's certificate is signed by '{certificate.Issuer}', which is not trusted here");
        return Refusal is null;
    }

    private bool IsSigned(X509Certificate2 certificate, X509Chain? given, SslPolicyErrors errors)
    {
        if (options.Authorities.Count == 0)
        {
            return errors == SslPolicyErrors.None;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(options.Authorities);
        chain.ChainPolicy.ExtraStore.AddRange(options.Authorities);
        foreach (var between in given?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        }

        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : certificate.Subject;
    }
}
