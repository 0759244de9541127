using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Keys;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Tree;

namespace Lake.Project.Packages;

/// <summary>Reads <c>packages.yml</c>, <c>dependencies.yml</c> and <c>package-lock.yml</c>.</summary>
/// <param name="render">Renders the Jinja of an entry; <c>dependencies.yml</c> may hold none.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed class PackageListReader(Func<YamlNode, YamlNode> render, Action<Diagnostic> report)
{
    public static readonly ImmutableArray<string> FileNames = ["packages.yml", "dependencies.yml"];

    private static readonly (string Key, PackageSource Source)[] Kinds =
    [
        ("package", PackageSource.Hub), ("git", PackageSource.Git), ("local", PackageSource.Local), ("tarball", PackageSource.Tarball),
    ];

    /// <summary>The file of a project's folder that lists its packages; null when neither does.</summary>
    public string? FileIn(string directory)
    {
        var listing = FileNames.Where(name => Read(Path.Combine(directory, name), name)?.Find("packages") is not null).ToList();
        if (listing.Count > 1)
        {
            var source = FileReader.Read(Path.Combine(directory, listing[1]), listing[1], report);
            report(PackageRules.InvalidPackage.At(
                source is null ? null : ProjectFileText.Find(source, "packages"),
                $"packages are listed both in {listing[0]} and in {listing[1]}", $"move all of them to {listing[0]}"));
        }

        return listing.FirstOrDefault() is { } file ? Path.Combine(directory, file) : null;
    }

    /// <summary>The packages that a project's folder asks for.</summary>
    public ImmutableArray<PackageRequest> ReadFolder(string directory, string shown) =>
        FileIn(directory) is { } file ? ReadFile(file, Path.Combine(shown, Path.GetFileName(file)).Replace('\\', '/')) : [];

    public ImmutableArray<PackageRequest> ReadFile(string path, string shown)
    {
        if (Read(path, shown) is not { } map)
        {
            return [];
        }

        var rendered = Path.GetFileName(path) == "dependencies.yml" ? map : (YamlMapping)render(map);
        new KeyCheck(report).Check(rendered, PackageKeys.File, shown);
        var entries = new MappingReader(map, PackageKeys.File).Maps("packages").Zip(new MappingReader(rendered, PackageKeys.File).Maps("packages"), Request);
        return [.. entries.OfType<PackageRequest>()];
    }

    private YamlMapping? Read(string path, string shown)
    {
        if (!File.Exists(path) || FileReader.Read(path, shown, report) is not { } source)
        {
            return null;
        }

        var document = YamlDocument.Parse(source);
        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        return document.Root as YamlMapping;
    }

    private PackageRequest? Request(YamlMapping written, YamlMapping rendered)
    {
        var reader = new MappingReader(rendered, PackageKeys.Package);
        var kind = Kinds.FirstOrDefault(k => reader.Has(k.Key));
        if (kind.Key is null)
        {
            report(PackageRules.InvalidPackage.At(
                written.Location, written.Find("private") is not null ? "a 'private' package can be had from dbt's platform only" : "this entry does not say where its package comes from",
                "write one of 'package', 'git', 'local' and 'tarball'"));
            return null;
        }

        if (reader.Text(kind.Key) is not { Length: > 0 } address)
        {
            report(PackageRules.InvalidPackage.At(written.Location, $"'{kind.Key}' is empty", "say where the package is"));
            return null;
        }

        var request = new PackageRequest(kind.Source, address, written.Location)
        {
            WrittenAddress = (written.Find(kind.Key)?.Value as YamlScalar)?.Text ?? address,
            Subdirectory = kind.Source == PackageSource.Git ? reader.Text("subdirectory") : null,
            Versions = Versions(reader, kind.Source),
            AllowsPrereleases = kind.Source == PackageSource.Hub && (reader.Boolean("install-prerelease") ?? reader.Boolean("install_prerelease")) == true,
            WarnsUnpinned = kind.Source != PackageSource.Git || reader.Boolean("warn-unpinned") != false,
            Name = reader.Text("name"),
            Entry = PlainValues.MapFromYaml(rendered),
            Written = PlainValues.MapFromYaml(written),
        };
        return IsComplete(request) ? request : null;
    }

    private static ImmutableArray<string> Versions(MappingReader reader, PackageSource source) => source switch
    {
        PackageSource.Hub => reader.Any("version") is YamlSequence ? reader.Texts("version") ?? [] : reader.TextOrNumber("version") is { } one ? [one] : [],
        PackageSource.Git => reader.TextOrNumber("revision") is { } revision ? [revision] : [],
        PackageSource.Local or PackageSource.Tarball => [],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private bool IsComplete(PackageRequest request)
    {
        var lacks = request switch
        {
            { Source: PackageSource.Hub, Versions: [] } => "version",
            { Source: PackageSource.Tarball, Name: null } => "name",
            _ => null,
        };
        if (lacks is not null)
        {
            report(PackageRules.InvalidPackage.At(request.Place, $"the package '{request.WrittenAddress}' has no '{lacks}'", $"add '{lacks}: …'"));
        }

        return lacks is null;
    }
}
