using System.Collections.Immutable;

namespace Lake.Iceberg.Rest;

/// <summary>A catalog that speaks the Iceberg REST protocol.</summary>
public sealed record RestOptions(string Uri)
{
    /// <summary>Which of the server's warehouses; null for its only one.</summary>
    public string? Warehouse { get; init; }

    /// <summary>A token to be sent as it is.</summary>
    public string? Token { get; init; }

    /// <summary><c>id:secret</c> of an OAuth2 client, to be exchanged for a token.</summary>
    public string? Credential { get; init; }

    public string Scope { get; init; } = "catalog";

    /// <summary>Where tokens are given out; null for the catalog itself.</summary>
    public string? TokenUri { get; init; }

    /// <summary>Further properties, which the server's defaults give way to.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Without token and credential.</summary>
    public override string ToString() => Warehouse is null ? Uri : $"{Uri}, warehouse {Warehouse}";
}
