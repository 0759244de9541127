using System.Collections.Immutable;
using System.Text.Json;
using Lake.Project.Rules;

namespace Lake.Project.Packages;

/// <summary>The index of packages that people share.</summary>
internal sealed class PackageHub(Downloads downloads, IReadOnlyDictionary<string, string> environment)
{
    private const string Address = "https://hub.getdbt.com/";

    private readonly Dictionary<string, ImmutableDictionary<PackageVersion, HubVersion>> _known = new(StringComparer.Ordinal);

    /// <summary>The newest version that all conditions allow.</summary>
    public string Pick(PackageRequest request)
    {
        if (VersionRange.Parse(request.Versions, out var wrong) is not { } range)
        {
            throw PackageRules.InvalidPackage.Error(request.Place, $"'{wrong}' is no condition on a version", "write conditions such as \">=1.1.0\" and \"<2.0.0\"");
        }

        var versions = Versions(request);
        var open = versions.Keys.Where(v => v.Prerelease is null || request.AllowsPrereleases || range.AsksForPrerelease).Order().ToList();
        var fit = open.Where(range.Holds).ToList();
        return fit.Count > 0
            ? versions[fit[^1]].Text
            : throw PackageRules.PackageVersion.Error(
                request.Place, $"no version of '{request.Address}' meets {range}",
                open.Count == 0 ? "it has no released version: add 'install-prerelease: true'" : $"its versions are {string.Join(", ", open.TakeLast(6))}");
    }

    /// <summary>Where the files of a version are.</summary>
    public Uri Tarball(PackagePin pin) =>
        PackageVersion.Parse(pin.Version ?? "") is { } version && Versions(pin.Request).TryGetValue(version, out var found)
            ? found.Tarball
            : throw PackageRules.PackageVersion.Error(
                pin.Request.Place, $"the hub has no version {pin.Version} of '{pin.Request.Address}'", "run 'lake deps --upgrade' to choose another");

    private ImmutableDictionary<PackageVersion, HubVersion> Versions(PackageRequest request)
    {
        if (_known.TryGetValue(request.Address, out var known))
        {
            return known;
        }

        var hub = environment.GetValueOrDefault("DBT_PACKAGE_HUB_URL") is { Length: > 0 } given ? given.TrimEnd('/') + '/' : Address;
        if (!Uri.TryCreate($"{hub}api/v1/{request.Address}.json", UriKind.Absolute, out var uri) || request.Address.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw PackageRules.InvalidPackage.Error(request.Place, $"'{request.Address}' is no name of a hub package", "write it as owner/name, such as dbt-labs/dbt_utils");
        }

        try
        {
            using var json = JsonDocument.Parse(downloads.Bytes(uri, request));
            return _known[request.Address] = json.RootElement.GetProperty("versions").EnumerateObject()
                .Where(v => PackageVersion.Parse(v.Name) is not null)
                .ToImmutableDictionary(
                    v => PackageVersion.Parse(v.Name) ?? default,
                    v => new HubVersion(v.Name, new Uri(v.Value.GetProperty("downloads").GetProperty("tarball").GetString() ?? "")));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException)
        {
            throw PackageRules.UnreachablePackage.Error(
                request.Place, $"what {uri.Host} answers about '{request.Address}' is not what a hub answers", "check DBT_PACKAGE_HUB_URL");
        }
    }

    private sealed record HubVersion(string Text, Uri Tarball);
}
