using System.Security.Cryptography.X509Certificates;

namespace Lake.Trino.Authentication;

/// <summary>How to prove who one is.</summary>
public abstract record TrinoAuthentication
{
    private TrinoAuthentication()
    {
    }

    /// <summary>True when what is sent lets whoever reads it act as the user, so that it needs TLS.</summary>
    internal virtual bool IsSecret => false;

    /// <summary>The user's name alone.</summary>
    public sealed record None : TrinoAuthentication;

    /// <summary>User and password, as LDAP and password files take them.</summary>
    public sealed record Basic(string User, string Password) : TrinoAuthentication
    {
        internal override bool IsSecret => true;

        public override string ToString() => $"password of {User}";
    }

    /// <summary>A JSON Web Token that somebody else has issued.</summary>
    public sealed record Jwt(string Token) : TrinoAuthentication
    {
        internal override bool IsSecret => true;

        public override string ToString() => "JWT";
    }

    /// <summary>A certificate with its private key.</summary>
    public sealed record Certificate(X509Certificate2 Client) : TrinoAuthentication;

    /// <summary>
    /// The server's own OAuth 2.0 login: it names a page to visit and a place where the token appears once the user has
    /// logged in there. Asked for when the server refuses a request, and again when a token has expired.
    /// </summary>
    /// <param name="ShowLogin">Told of the page.</param>
    /// <param name="Patience">How long to wait for the user.</param>
    public sealed record OAuth2(Action<Uri> ShowLogin, TimeSpan Patience) : TrinoAuthentication
    {
        internal override bool IsSecret => true;
    }
}
