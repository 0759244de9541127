using System.Collections.Immutable;

namespace Lake.Trino.Sessions;

/// <summary>
/// What a connection says of itself with each statement, and what statements such as <c>USE</c>, <c>SET SESSION</c>,
/// <c>SET ROLE</c> and <c>PREPARE</c> change. For one thread at a time.
/// </summary>
public sealed class TrinoSession
{
    public required string User { get; init; }

    public string? Catalog { get; set; }

    public string? Schema { get; set; }

    /// <summary>Where functions without a schema are looked for.</summary>
    public string? Path { get; set; }

    /// <summary>The program, as it shows in the server's list of queries.</summary>
    public string Source { get; init; } = "lake";

    /// <summary>Free text, such as what the statement is for; it may change between statements.</summary>
    public string? ClientInfo { get; set; }

    public ImmutableArray<string> ClientTags { get; init; } = [];

    /// <summary>An IANA name or an offset; null leaves it to the server.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Identity of <c>SET SESSION AUTHORIZATION</c>; null when it is the user himself.</summary>
    public string? AuthorizationUser { get; set; }

    public string? TransactionId { get; set; }

    /// <summary>By name, <c>catalog.property</c> for those of a catalog.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.Ordinal);

    /// <summary>By catalog (<c>system</c> for system roles): <c>ROLE{name}</c>, <c>ALL</c> or <c>NONE</c>.</summary>
    public Dictionary<string, string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>By name: the text of the statement.</summary>
    public Dictionary<string, string> PreparedStatements { get; } = new(StringComparer.Ordinal);

    /// <summary>Headers of the user's own, sent with each statement.</summary>
    public Dictionary<string, string> ExtraHeaders { get; } = new(StringComparer.OrdinalIgnoreCase);
}
