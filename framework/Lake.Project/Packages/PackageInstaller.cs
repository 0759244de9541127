using System.Collections.Immutable;
using Lake.Project.Contexts;
using Lake.Project.Rendering;
using Lake.Project.Settings;
using Lake.Text;

namespace Lake.Project.Packages;

/// <summary>Installs what <c>packages.yml</c> lists: <c>lake deps</c>.</summary>
public static class PackageInstaller
{
    /// <summary>
    /// Brings every package into the project's folder for them, replacing what is there, at the versions of the lock
    /// or, where the list has changed since, at newly chosen ones. Throws a <see cref="DiagnosticException"/>.
    /// </summary>
    /// <param name="options">The command line and the environment.</param>
    /// <param name="upgrade">Choose versions anew.</param>
    /// <param name="lockOnly">Choose versions and write the lock, and install nothing.</param>
    /// <param name="report">Where warnings go.</param>
    public static ImmutableArray<InstalledPackage> Install(ProjectOptions options, bool upgrade, bool lockOnly, Action<Diagnostic> report)
    {
        var problems = new DiagnosticBag();
        var directory = ProjectDirectory.Find(options);
        var vars = VariableFiles.Read(directory, problems.Add).Merge(VariableFiles.CommandLine(options.Vars, problems.Add));
        var scope = new SettingsScope(options, vars, null, Secrets: true);
        var renderer = new YamlRenderer(() => TemplateContexts.ForSettings(scope), problems.Add);
        var settings = Settings(directory, scope);
        var reader = new PackageListReader(renderer.Render, problems.Add);
        var requests = reader.ReadFolder(directory, "");
        Stop(problems);

        var secrets = new SecretScrubber(options.Environment);
        using var downloads = new Downloads(secrets);
        var hub = new PackageHub(downloads, options.Environment);
        var fetcher = new PackageFetcher(directory, downloads, hub, secrets, problems.Add);
        var lockFile = Path.Combine(directory, PackageLock.FileName);
        var hash = PackageLock.Hash(requests);
        if (!requests.IsEmpty && (upgrade || !PackageLock.IsOf(lockFile, hash)))
        {
            var pins = new PackageResolver(fetcher, hub, reader).Resolve(requests, settings.Name);
            Stop(problems);
            PackageLock.Write(lockFile, pins, hash);
        }

        var locked = requests.IsEmpty ? [] : reader.ReadFile(lockFile, PackageLock.FileName);
        Stop(problems);
        ImmutableArray<PackagePin> chosen = [.. locked.Select(r => new PackagePin(r, r.Versions.FirstOrDefault()))];
        if (!lockOnly)
        {
            chosen = Place(settings.Paths.PackagesInstall, chosen, fetcher);
        }

        Stop(problems);
        foreach (var warning in problems.ToSorted())
        {
            report(warning);
        }

        return [.. chosen.Select(p => new InstalledPackage(p.Name ?? "", p.Request.Source, p.Shown))];
    }

    /// <summary>Everything is fetched before anything old is removed.</summary>
    private static ImmutableArray<PackagePin> Place(string into, ImmutableArray<PackagePin> pins, PackageFetcher fetcher)
    {
        var fetched = pins.Select(fetcher.Fetch).ToList();
        if (Directory.Exists(into))
        {
            foreach (var old in Directory.EnumerateDirectories(into))
            {
                Downloads.DeleteTree(old);
            }
        }

        Directory.CreateDirectory(into);
        foreach (var (pin, folder) in fetched)
        {
            PackageFolder.Put(folder, Path.Combine(into, pin.Name ?? ""), asLink: pin.Request.Source == PackageSource.Local);
        }

        return [.. fetched.Select(f => f.Pin)];
    }

    /// <summary>No target is known here: what needs one fails, and nothing here wants it.</summary>
    private static ProjectSettings Settings(string directory, SettingsScope scope)
    {
        var file = ProjectDirectory.FileIn(directory) ?? "";
        var renderer = new YamlRenderer(() => TemplateContexts.ForSettings(scope), _ => { }, ProjectFileReader.IsLate);
        return new ProjectFileReader(file, Path.GetFileName(file), renderer.Render, _ => { }).Read(scope.Options, isRoot: true);
    }

    private static void Stop(DiagnosticBag problems)
    {
        if (problems.ToSorted().Where(d => d.Severity == Severity.Error).ToImmutableArray() is { IsEmpty: false } errors)
        {
            throw new DiagnosticException(errors);
        }
    }
}

/// <param name="Name">Of its project, and of its folder.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Description">Its address and version.</param>
public sealed record InstalledPackage(string Name, PackageSource Source, string Description);
