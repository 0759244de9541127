using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Lake.Project.Files;
using Lake.Project.Keys;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Tree;

namespace Lake.Project.Settings;

/// <summary>Reads one package's project file.</summary>
/// <param name="file">Absolute path of the project file.</param>
/// <param name="displayPath">As shown to people.</param>
/// <param name="renderer">Renders the values that are not late.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed partial class ProjectFileReader(
    string file, string displayPath, Func<YamlNode, YamlNode> renderer, Action<Diagnostic> report)
{
    public static readonly string[] TreeKeys =
    [
        "models", "seeds", "snapshots", "sources", "data_tests", "unit_tests", "analyses", "exposures", "metrics",
        "semantic-models", "saved-queries", "functions",
    ];

    private static readonly string[] ReservedNames = ["dbt", "dbt_duckdb", "dbt_trino", "dbt_postgres"];

    private static readonly (string Old, string New)[] Renamed = [("source-paths", "model-paths"), ("data-paths", "seed-paths")];

    /// <summary>Values under these keys are rendered when they are used.</summary>
    public static bool IsLate(ImmutableArray<string> path) =>
        path[0] is "on-run-start" or "on-run-end" or "query-comment" or "vars" or "streams"
        || (path[0] is "seeds" or "models" or "snapshots" or "tests" or "data_tests"
            && path.Any(k => k.TrimStart('+', ' ') is "pre-hook" or "post-hook" or "pre_hook" or "post_hook"));

    /// <summary>Throws a <see cref="DiagnosticException"/> when the file gives no project at all.</summary>
    public ProjectSettings Read(ProjectOptions options, bool isRoot)
    {
        var problems = new List<Diagnostic>();
        var source = FileReader.Read(file, displayPath, problems.Add) ?? throw new DiagnosticException([.. problems]);
        var document = YamlDocument.Parse(source);
        if (document.HasErrors)
        {
            throw new DiagnosticException([.. document.Diagnostics.Where(d => d.Severity == Severity.Error)]);
        }

        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        if (document.Root is not YamlMapping raw)
        {
            throw ProjectRules.EmptyProjectFile.Error(
                    source.At(0, 0), document.Root is null ? "the project file is empty" : $"the project file holds {document.Root.Described}, not settings",
                    "write at least 'name: my_project'");
        }

        var rendered = renderer(raw) as YamlMapping ?? raw;
        new KeyCheck(report).Check(rendered, ProjectKeys.File, "the project file");
        return Settings(new MappingReader(rendered, ProjectKeys.File), raw, source, options, isRoot);
    }

    private ProjectSettings Settings(MappingReader reader, YamlMapping raw, SourceFile source, ProjectOptions options, bool isRoot)
    {
        var directory = Path.GetDirectoryName(file) ?? "";
        var name = Name(reader);
        CheckVersion(reader);
        RequiredVersion.Check(reader, report);
        foreach (var (old, current) in Renamed)
        {
            if (reader.Any(old) is { } value)
            {
                report(ProjectRules.RenamedKey.At(value.Location, $"'{old}' is now called '{current}'", $"rename it to '{current}'"));
            }
        }

        return new ProjectSettings
        {
            Name = name,
            Directory = directory,
            Source = source,
            Version = reader.TextOrNumber("version"),
            Profile = reader.Text("profile"),
            Paths = Paths(reader, directory, isRoot ? options.TargetPath : null),
            Quoting = ReadQuoting(reader),
            ConfigTrees = Trees(reader),
            Vars = PlainValues.MapFromYaml(reader.Map("vars")),
            OnRunStart = reader.Texts("on-run-start") ?? [],
            OnRunEnd = reader.Texts("on-run-end") ?? [],
            Dispatch = ReadDispatch(reader),
            RestrictsAccess = reader.Boolean("restrict-access") == true,
            QueryComment = PlainValues.FromYaml(reader.Any("query-comment")),
            Flags = PlainValues.MapFromYaml(reader.Map("flags")),
            Warehouse = reader.Text("warehouse") is { } warehouse ? Warehouse(warehouse, directory) : null,
            WarehousePlace = reader.Any("warehouse")?.Location,
            Catalog = reader.Any("catalog") switch
            {
                YamlMapping map => PlainValues.MapFromYaml(map),
                YamlScalar { Value: string type } => ValueMap.Empty.With("type", type),
                _ => null,
            },
            Streams = reader.Any("streams"),
            Raw = PlainValues.MapFromYaml(raw),
        };
    }

    private string Name(MappingReader reader)
    {
        var name = reader.Text("name") ?? "";
        if (name.Length > 0 && !NameForm().IsMatch(name))
        {
            report(ProjectRules.InvalidProjectName.At(
                reader.Any("name")?.Location, $"'{name}' cannot be a project's name",
                $"use letters, digits and underscores: '{NotInName().Replace(name, "_")}'"));
        }
        else if (ReservedNames.Contains(name, StringComparer.Ordinal))
        {
            report(ProjectRules.InvalidProjectName.At(
                reader.Any("name")?.Location, $"the project name '{name}' is reserved for built-in macros", "choose another name"));
        }

        return name;
    }

    private void CheckVersion(MappingReader reader)
    {
        if (reader.Any("config-version") is { } version and not YamlScalar { Value: 2L })
        {
            report(ProjectRules.UnsupportedVersion.At(
                version.Location, $"config-version must be 2, not {version.Described}", "write 'config-version: 2', or leave it out"));
        }
    }

    private static ProjectPaths Paths(MappingReader reader, string directory, string? targetPath)
    {
        var defaults = new ProjectPaths { Target = "", PackagesInstall = "" };
        var target = targetPath ?? reader.Text("target-path") ?? "target";
        return new ProjectPaths
        {
            Models = Folders(reader, "model-paths") ?? defaults.Models,
            Seeds = Folders(reader, "seed-paths") ?? defaults.Seeds,
            Tests = Folders(reader, "test-paths") ?? defaults.Tests,
            Analyses = Folders(reader, "analysis-paths") ?? defaults.Analyses,
            Macros = Folders(reader, "macro-paths") ?? defaults.Macros,
            Snapshots = Folders(reader, "snapshot-paths") ?? defaults.Snapshots,
            Docs = reader.Texts("docs-paths") ?? [],
            Streams = Folders(reader, "stream-paths") ?? defaults.Streams,
            CleanTargets = reader.Texts("clean-targets") ?? [target],
            Target = Path.GetFullPath(target, directory),
            PackagesInstall = Path.GetFullPath(reader.Text("packages-install-path") ?? "dbt_packages", directory),
        };
    }

    /// <summary>A list even for one folder, as in dbt.</summary>
    private static ImmutableArray<string>? Folders(MappingReader reader, string key) => reader.List(key) is null ? null : reader.Texts(key);

    private static Quoting ReadQuoting(MappingReader reader) => reader.Reader("quoting") is { } quoting
        ? new Quoting(quoting.Boolean("database") ?? true, quoting.Boolean("schema") ?? true, quoting.Boolean("identifier") ?? true)
        : new Quoting();

    private static Dictionary<string, ValueMap> Trees(MappingReader reader)
    {
        var trees = new Dictionary<string, ValueMap>(StringComparer.Ordinal);
        foreach (var key in TreeKeys)
        {
            trees[key] = PlainValues.MapFromYaml(reader.Map(key));
        }

        var old = PlainValues.MapFromYaml(reader.Map("tests"));
        trees["data_tests"] = old.Merge(trees["data_tests"]);
        return trees;
    }

    private static Dictionary<string, ImmutableArray<string>> ReadDispatch(MappingReader reader)
    {
        var orders = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var entry in reader.Readers("dispatch"))
        {
            if (entry.Text("macro_namespace") is { } space)
            {
                orders[space] = entry.Texts("search_order") ?? [];
            }
        }

        return orders;
    }

    private static string Warehouse(string warehouse, string directory) =>
        warehouse.Contains("://", StringComparison.Ordinal) ? warehouse : Path.GetFullPath(warehouse, directory);

    [GeneratedRegex(@"^[A-Za-z_]\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();

    [GeneratedRegex(@"[^A-Za-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInName();
}
