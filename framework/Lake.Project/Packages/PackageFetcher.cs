using Lake.Project.Contexts;
using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Project.Settings;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Packages;

/// <summary>Brings packages to this machine, each once.</summary>
/// <param name="root">The project's folder; relative paths of local packages start there, those of a package's own list too.</param>
internal sealed class PackageFetcher(string root, Downloads downloads, PackageHub hub, SecretScrubber secrets, Action<Diagnostic> report)
{
    private readonly Dictionary<(string Key, string? Version), (PackagePin Pin, string Folder)> _fetched = [];

    /// <summary>The package with its name and its exact version, and the folder of its project.</summary>
    public (PackagePin Pin, string Folder) Fetch(PackagePin pin)
    {
        var key = (pin.Request.Key, pin.Version);
        if (!_fetched.TryGetValue(key, out var found))
        {
            var (exact, folder) = Bring(pin);
            if (ProjectDirectory.FileIn(folder) is not { } file)
            {
                throw pin.Invalid($"'{pin.Shown}' holds no project: there is no dbt_project.yml in it", "name the folder of the package's project; for a repository, with 'subdirectory:'");
            }

            found = _fetched[key] = (exact with { Name = pin.Request.Source is PackageSource.Local or PackageSource.Git ? NameIn(file, pin) : exact.Name ?? NameIn(file, pin) }, folder);
        }

        return found;
    }

    private (PackagePin Pin, string Folder) Bring(PackagePin pin)
    {
        var request = pin.Request;
        switch (request.Source)
        {
            case PackageSource.Local:
                var folder = Path.GetFullPath(request.Address, root);
                return Directory.Exists(folder) ? (pin, folder) : throw pin.Invalid($"there is no folder '{request.WrittenAddress}'", "local packages are named by their path from the project's folder");
            case PackageSource.Git:
                if (pin.Version is null or "main" or "master" && request.WarnsUnpinned)
                {
                    report(PackageRules.UnpinnedPackage.At(
                        request.Place, $"'{request.WrittenAddress}' is taken at {pin.Version ?? "its newest commit"}, which may change", "add 'revision:' with a tag or a commit"));
                }

                var (checkout, commit) = new GitCheckout(request, secrets).Clone(downloads.Directory, pin.Version);
                return (pin with { Version = commit }, Inside(pin, checkout));
            case PackageSource.Tarball:
                return Uri.TryCreate(request.Address, UriKind.Absolute, out var uri)
                    ? (pin, downloads.Unpack(uri, request))
                    : throw pin.Invalid($"'{request.WrittenAddress}' is no address of a tarball", "write it with its scheme: https://…");
            case PackageSource.Hub:
                return (pin with { Name = null }, downloads.Unpack(hub.Tarball(pin), request));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static string Inside(PackagePin pin, string checkout)
    {
        var folder = Path.GetFullPath(Path.Combine(checkout, pin.Request.Subdirectory ?? ""));
        return (folder == checkout || folder.StartsWith(checkout + Path.DirectorySeparatorChar, StringComparison.Ordinal)) && Directory.Exists(folder)
            ? folder
            : throw pin.Invalid($"'{pin.Request.WrittenAddress}' has no folder '{pin.Request.Subdirectory}'", "check 'subdirectory:'");
    }

    private string NameIn(string file, PackagePin pin) =>
        FileReader.Read(file, Path.GetFileName(file), report) is { } source
        && (YamlDocument.Parse(source).Root as YamlMapping)?.Find("name")?.Value is YamlScalar { Value: string { Length: > 0 } name }
        && name.All(c => char.IsLetterOrDigit(c) || c == '_')
            ? name
            : throw pin.Invalid($"the project file of '{pin.Shown}' gives the package no name that a folder can have", "write 'name: my_package' into it");
}
