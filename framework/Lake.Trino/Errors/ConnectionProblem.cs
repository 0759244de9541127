namespace Lake.Trino.Errors;

/// <summary>Why the way to a server is barred, where that can be told.</summary>
public enum ConnectionProblem
{
    Unknown,

    /// <summary>No address belongs to the host's name.</summary>
    UnknownHost,

    /// <summary>Nothing listens at the port, or the network does not lead there.</summary>
    NobodyThere,

    /// <summary>The other side hangs up on plain HTTP, as one that speaks TLS does.</summary>
    HangsUpWithoutTls,

    /// <summary>The other side does not speak TLS.</summary>
    NoTls,

    /// <summary>The server's certificate is signed by nobody who is trusted.</summary>
    UnknownAuthority,

    /// <summary>The server's certificate is for other names than the one it was asked by.</summary>
    OtherName,

    /// <summary>The server's certificate is no longer valid, or not yet.</summary>
    OutOfDate,

    /// <summary>The server does not know the client's certificate, or got none.</summary>
    ClientCertificate,
}
