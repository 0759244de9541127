using System.Collections.Immutable;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Packages;

/// <summary>One entry of a list of packages.</summary>
internal sealed record PackageRequest(PackageSource Source, string Address, Location Place)
{
    /// <summary>The address before its Jinja was rendered: what may be shown and kept, for a secret may be in the other.</summary>
    public required string WrittenAddress { get; init; }

    /// <summary>The folder of a repository that holds the project.</summary>
    public string? Subdirectory { get; init; }

    /// <summary>A hub's conditions on the version, or the revisions asked for of a repository.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    public bool AllowsPrereleases { get; init; }

    public bool WarnsUnpinned { get; init; } = true;

    /// <summary>Of a tarball, and of every entry of a lock.</summary>
    public string? Name { get; init; }

    /// <summary>The entry, rendered, under the keys of the file.</summary>
    public required ValueMap Entry { get; init; }

    /// <summary>The entry as it stands in the file.</summary>
    public required ValueMap Written { get; init; }

    /// <summary>Equal for two entries that ask for the same package.</summary>
    public string Key
    {
        get
        {
            var address = Source == PackageSource.Git && Address.EndsWith(".git", StringComparison.Ordinal) ? Address[..^4] : Address;
            return Subdirectory is null ? address : $"{address}/{Subdirectory}";
        }
    }

    /// <summary>What both ask for.</summary>
    public PackageRequest With(PackageRequest other) => this with
    {
        Versions = [.. Versions.Concat(other.Versions).Distinct(StringComparer.Ordinal)],
        AllowsPrereleases = AllowsPrereleases || other.AllowsPrereleases,
        WarnsUnpinned = WarnsUnpinned && other.WarnsUnpinned,
    };
}
