using System.Collections.Immutable;
using Lake.Project.Rules;

namespace Lake.Project.Packages;

/// <summary>A list of packages to all that they need, each at one version. What is asked for twice must agree.</summary>
internal sealed class PackageResolver(PackageFetcher fetcher, PackageHub hub, PackageListReader reader)
{
    /// <param name="requests">Of the root project.</param>
    /// <param name="rootName">No package may have it.</param>
    public ImmutableArray<PackagePin> Resolve(ImmutableArray<PackageRequest> requests, string rootName)
    {
        var asked = new List<PackageRequest>();
        var pending = requests;
        while (!pending.IsEmpty)
        {
            var next = ImmutableArray.CreateBuilder<PackageRequest>();
            foreach (var request in pending)
            {
                var (pin, folder) = fetcher.Fetch(Pin(Incorporate(asked, request)));
                next.AddRange(reader.ReadFolder(folder, pin.Name ?? ""));
            }

            pending = [.. next.Where(n => !IsSettled(asked, n))];
        }

        var pins = asked.Select(request => fetcher.Fetch(Pin(request)).Pin).ToImmutableArray();
        CheckNames(pins, rootName);
        return pins;
    }

    private PackagePin Pin(PackageRequest request) => new(request, request.Source switch
    {
        PackageSource.Hub => hub.Pick(request),
        PackageSource.Git => request.Versions switch
        {
            [] => null,
            [var one] => one,
            _ => throw PackageRules.PackageVersion.Error(
                request.Place, $"'{request.WrittenAddress}' is asked for at {string.Join(" and at ", request.Versions)}", "agree on one revision"),
        },
        PackageSource.Local or PackageSource.Tarball => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    private static bool IsSettled(List<PackageRequest> asked, PackageRequest request) =>
        asked.Find(a => a.Key == request.Key) is { } known && request.Versions.All(v => known.Versions.Contains(v, StringComparer.Ordinal));

    private static PackageRequest Incorporate(List<PackageRequest> asked, PackageRequest request)
    {
        var index = asked.FindIndex(a => a.Key == request.Key);
        if (index < 0)
        {
            asked.Add(request);
            return request;
        }

        return asked[index] = asked[index].With(request);
    }

    private static void CheckNames(ImmutableArray<PackagePin> pins, string rootName)
    {
        foreach (var group in pins.GroupBy(p => p.Name, StringComparer.Ordinal).Where(g => g.Count() > 1 || g.Key == rootName))
        {
            var shown = string.Join(" and ", group.Select(p => p.Shown));
            throw ProjectRules.DuplicatePackage.Error(
                group.Last().Request.Place,
                group.Key == rootName ? $"the package {shown} has the name of this project, '{rootName}'" : $"two packages are called '{group.Key}': {shown}",
                "remove one of them");
        }
    }
}
