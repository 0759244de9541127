using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Lake.Jinja.Dbt;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Packages;

/// <summary><c>package-lock.yml</c>: what a list of packages came to, and a checksum of that list. dbt reads and writes the same.</summary>
internal static class PackageLock
{
    public const string FileName = "package-lock.yml";

    private const string HashKey = "sha1_hash";

    /// <summary>Changes whenever the list does; equal to dbt's.</summary>
    public static string Hash(ImmutableArray<PackageRequest> requests)
    {
        var entries = requests.Select(r => PyJsonWriter.Write(TemplateValues.FromPlain(Entry(r)), sortKeys: true)).Order(StringComparer.Ordinal);

        // SHA-1 is dbt's choice; it tells an edited list from the same one.
#pragma warning disable CA5350
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Join('\n', entries))));
#pragma warning restore CA5350
    }

    public static void Write(string path, ImmutableArray<PackagePin> pins, string hash)
    {
        var text = new StringBuilder("packages:\n");
        foreach (var pin in pins)
        {
            var before = "  - ";
            foreach (var (key, value) in Fields(pin).OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                text.Append(before).Append(key).Append(": ").Append(Scalar(value)).Append('\n');
                before = "    ";
            }
        }

        text.Append(HashKey).Append(": ").Append(hash).Append('\n');
        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Whether the lock was made of the list with this checksum.</summary>
    public static bool IsOf(string path, string hash) =>
        File.Exists(path)
        && YamlDocument.Parse(new Lake.Text.SourceFile(FileName, File.ReadAllText(path))).Root is YamlMapping map
        && (map.Find(HashKey)?.Value as YamlScalar)?.Text == hash;

    /// <summary>A list's entry with the fields that dbt's own record has.</summary>
    private static ValueMap Entry(PackageRequest request)
    {
        var entry = request.Entry.With("unrendered", request.Written);
        return request.Source switch
        {
            PackageSource.Hub => new ValueMap([new("install_prerelease", request.AllowsPrereleases)]).Merge(entry.Without("install-prerelease")),
            PackageSource.Git => new ValueMap([new("revision", null), new("subdirectory", null), new("warn-unpinned", null)]).Merge(entry),
            PackageSource.Local or PackageSource.Tarball => entry,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static IEnumerable<(string Key, string Value)> Fields(PackagePin pin)
    {
        yield return ("name", pin.Name ?? "");
        yield return (pin.Request.Source switch
        {
            PackageSource.Hub => "package",
            PackageSource.Git => "git",
            PackageSource.Local => "local",
            PackageSource.Tarball => "tarball",
            _ => throw new System.Diagnostics.UnreachableException(),
        }, pin.Request.Source is PackageSource.Git or PackageSource.Tarball ? pin.Request.WrittenAddress : pin.Request.Address);
        if (pin.Version is { } version)
        {
            yield return (pin.Request.Source == PackageSource.Git ? "revision" : "version", version);
        }

        if (pin.Request.Subdirectory is { } folder)
        {
            yield return ("subdirectory", folder);
        }
    }

    /// <summary>Plain where YAML reads the same text back.</summary>
    private static string Scalar(string value) =>
        value.Length > 0 && value.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or '@' or ':') && !value.EndsWith(':')
        && value[0] is not '-' and not ':' and not '@' && YamlDocument.Resolve(value) is string
            ? value
            : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
