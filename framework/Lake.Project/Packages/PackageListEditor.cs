using System.Collections.Immutable;
using Lake.Project.Rules;
using Lake.Project.Settings;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Packages;

/// <summary>Adds an entry to <c>packages.yml</c>: <c>lake deps --add-package</c>. What else stands in the file stays as it is written.</summary>
public static class PackageListEditor
{
    /// <param name="options">Where the project is.</param>
    /// <param name="name">An address, with the version or revision behind an <c>@</c>.</param>
    /// <param name="source">Where the package comes from.</param>
    /// <returns>The file.</returns>
    public static string Add(ProjectOptions options, string name, PackageSource source)
    {
        var directory = ProjectDirectory.Find(options);
        var problems = new Lake.Text.DiagnosticBag();
        var path = new PackageListReader(n => n, problems.Add).FileIn(directory) ?? Path.Combine(directory, PackageListReader.FileNames[0]);
        var text = File.Exists(path) ? File.ReadAllText(path) : "packages:\n";
        var (address, version) = Split(name, source);
        File.WriteAllText(path, Insert(WithoutSame(text, path, address), Entry(address, version, source)));
        return path;
    }

    private static (string Address, string? Version) Split(string name, PackageSource source)
    {
        var at = name.LastIndexOf('@');
        var hasVersion = at > 0 && (source == PackageSource.Hub || name.IndexOf('/', at) < 0) && source is PackageSource.Hub or PackageSource.Git;
        if (source == PackageSource.Hub && !hasVersion)
        {
            throw PackageRules.InvalidPackage.Error(null, $"'{name}' does not say which version", $"write --add-package {name}@1.0.0, or a range: {name}@\">=1.0.0,<2.0.0\"");
        }

        return hasVersion ? (name[..at], name[(at + 1)..]) : (name, null);
    }

    private static string Entry(string address, string? version, PackageSource source)
    {
        var key = source switch
        {
            PackageSource.Hub => "package",
            PackageSource.Git => "git",
            PackageSource.Local => "local",
            PackageSource.Tarball => throw PackageRules.InvalidPackage.Error(null, "a tarball cannot be added from the command line", "write it into packages.yml with its name"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var conditions = version?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(v => $"\"{v}\"").ToImmutableArray() ?? [];
        var text = $"  - {key}: {address}\n";
        return conditions switch
        {
            [] => text,
            [var one] => text + $"    {(source == PackageSource.Git ? "revision" : "version")}: {one}\n",
            _ => text + $"    version: [{string.Join(", ", conditions)}]\n",
        };
    }

    /// <summary>An entry of the same package, under whichever address, gives way to the new one.</summary>
    private static string WithoutSame(string text, string path, string address)
    {
        var source = new Lake.Text.SourceFile(Path.GetFileName(path), text);
        if ((YamlDocument.Parse(source).Root as YamlMapping)?.Find("packages")?.Value is not YamlSequence list)
        {
            return text;
        }

        var same = list.Items.OfType<YamlMapping>().LastOrDefault(m => m.Entries.Any(e => e.Value is YamlScalar { Value: string known } && Short(known) == Short(address)));
        if (same is null)
        {
            return text;
        }

        var start = text.LastIndexOf('\n', same.Span.Start) + 1;
        var lines = text[start..].Split('\n');
        var indent = lines[0].Length - lines[0].TrimStart().Length;
        var kept = lines.Skip(1).SkipWhile(l => l.Length - l.TrimStart().Length > indent && l.Trim().Length > 0);
        return text[..start] + string.Join('\n', kept);
    }

    /// <summary>The last part of an address: <c>dbt_utils</c> of <c>dbt-labs/dbt-utils.git</c>.</summary>
    private static string Short(string address)
    {
        var last = address.TrimEnd('/').Split('/')[^1];
        return (last.EndsWith(".git", StringComparison.Ordinal) ? last[..^4] : last).Replace('-', '_');
    }

    private static string Insert(string text, string entry)
    {
        var map = YamlDocument.Parse(new Lake.Text.SourceFile("packages.yml", text)).Root as YamlMapping;
        var end = text.Length > 0 && !text.EndsWith('\n') ? "\n" : "";
        if (map?.Find("packages") is not { } packages)
        {
            return text + end + "packages:\n" + entry;
        }

        if (packages.Value is YamlSequence { Items: [] } empty && empty.Span.Length > 0)
        {
            return text[..empty.Span.Start].TrimEnd(' ') + "\n" + entry + text[empty.Span.End..].TrimStart('\n', ' ');
        }

        var first = text.IndexOf('\n', packages.Key.Span.End);
        return first < 0 ? text + "\n" + entry : text.Insert(first + 1, Indented(entry, packages.Value as YamlSequence, text));
    }

    /// <summary>As far to the right as the entries that are there.</summary>
    private static string Indented(string entry, YamlSequence? list, string text)
    {
        if (list is null || list.Items.IsEmpty)
        {
            return entry;
        }

        var start = text.LastIndexOf('\n', Math.Max(list.Items[0].Span.Start - 1, 0)) + 1;
        var spaces = text[start..].TakeWhile(c => c == ' ').Count();
        return string.Concat(entry.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => new string(' ', spaces) + l[2..] + "\n"));
    }
}
