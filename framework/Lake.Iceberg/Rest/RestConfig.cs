using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Rest;

/// <summary>What the server says about itself and about how to use it.</summary>
/// <param name="Endpoints">Such as <c>GET /v1/{prefix}/namespaces</c>; empty when the server does not say.</param>
internal sealed record RestConfig(ImmutableSortedDictionary<string, string> Properties, ImmutableHashSet<string> Endpoints)
{
    private const string DefaultSeparator = "%1F";

    /// <summary>The server's defaults give way to the client's properties, and these to the server's overrides.</summary>
    public static RestConfig Read(JsonElement json, RestOptions options) => new(
        json.Texts("defaults").SetItems(options.Properties).SetItems(json.Texts("overrides")),
        [.. json.Items("endpoints").Select(e => e.GetString() ?? "")]);

    public string PathOf(string path) => Properties.TryGetValue("prefix", out var prefix) && prefix.Length > 0
        ? $"v1/{string.Join('/', prefix.Split('/').Select(Uri.EscapeDataString))}/{path}"
        : "v1/" + path;

    /// <summary>Servers that list nothing have what the protocol began with, which views are not part of.</summary>
    public bool Has(string method, string path) => Endpoints.IsEmpty
        ? !path.Contains("views", StringComparison.Ordinal)
        : Endpoints.Contains($"{method} /v1/{{prefix}}/{path}") || Endpoints.Contains($"{method} /v1/{path}");

    /// <summary>A namespace as a part of a path.</summary>
    public string Segment(TableNamespace ns) => string.Join(
        Properties.GetValueOrDefault("namespace-separator", DefaultSeparator),
        ns.Parts.Select(Uri.EscapeDataString));

    /// <summary>A namespace as the value of <c>parent</c>.</summary>
    public string Parent(TableNamespace ns) => string.Join(Uri.UnescapeDataString(Properties.GetValueOrDefault("namespace-separator", DefaultSeparator)), ns.Parts);
}
