using System.Collections.Immutable;
using Lake.Project.Keys;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Tree;

namespace Lake.Project.Settings;

/// <summary>Picks an output of a profile and makes a target of it.</summary>
/// <param name="render">Renders one YAML value with the profile context.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed class TargetReader(Func<YamlNode, YamlNode> render, Action<Diagnostic> report)
{
    private const string LocalName = "local";

    /// <summary>What <c>target</c> shows of an output; everything else may be secret.</summary>
    private static readonly Dictionary<string, string[]> Visible = new(StringComparer.Ordinal)
    {
        ["duckdb"] =
        [
            "database", "schema", "path", "config_options", "extensions", "settings", "external_root", "use_credential_provider",
            "attach", "filesystems", "remote", "plugins", "disable_transactions",
        ],
        ["trino"] =
        [
            "method", "host", "port", "user", "database", "schema", "cert", "prepared_statements_enabled", "impersonation_user",
            "roles", "session_properties", "timezone", "http_scheme", "http_headers", "suppress_cert_warning",
        ],
    };

    /// <summary>DuckDB over the project's own warehouse.</summary>
    public static Target Local(ProjectOptions options)
    {
        if (options.Target is { } wanted and not LocalName)
        {
            throw ProjectRules.UnknownTarget.Error(
                null, $"there is no target '{wanted}': the project has no profile, so its only target is '{LocalName}'",
                "leave --target out, or write 'profile:' in the project file and a profiles.yml with that target");
        }

        const string Database = "lake";
        var threads = options.Threads ?? 4;
        return new Target
        {
            ProfileName = "lake",
            Name = LocalName,
            Type = "duckdb",
            Database = Database,
            Schema = "main",
            Threads = threads,
            IsBuiltIn = true,
            Output = new ValueMap([new("type", "duckdb"), new("database", Database), new("schema", "main")]),
            Visible = Shown("duckdb", new ValueMap([new("database", Database), new("schema", "main")]), threads, LocalName, "lake"),
        };
    }

    /// <summary>Throws diagnostics when the profile gives no target.</summary>
    public Target Read(string profileName, YamlMapping profile, ProjectOptions options)
    {
        var reader = new MappingReader(profile, ProfileKeys.Profile);
        new KeyCheck(report).CheckNames(profile, ProfileKeys.Profile, $"the profile '{profileName}'");
        var name = options.Target ?? TargetName(profile) ?? "default";
        var outputs = reader.Map("outputs")
            ?? throw ProjectRules.InvalidProfile.Error(
                profile.Location, $"the profile '{profileName}' has no outputs", "write 'outputs:' with one mapping for each target below it");
        if (outputs.Find(name)?.Value is not { } output)
        {
            var names = outputs.Entries.Select(e => e.Key.Text).ToList();
            throw ProjectRules.UnknownTarget.Error(
                (options.Target is null ? profile.Find("target")?.Value.Location : null) ?? outputs.Location,
                $"the profile '{profileName}' has no target '{name}'",
                Spelling.Hint(name, names) ?? $"the targets there are: {string.Join(", ", names)}");
        }

        return output is YamlMapping map
            ? WithEngines(profileName, (YamlMapping)render(map), name, outputs, options)
            : throw ProjectRules.InvalidProfile.Error(
                output.Location, $"the target '{name}' must be a mapping with 'type' and 'schema', not {output.Described}",
                $"write '{name}:' and, indented below it, 'type: duckdb' and 'schema: main'");
    }

    /// <summary>The target with the others of the profile that its <c>engines</c> names.</summary>
    private Target WithEngines(string profileName, YamlMapping map, string name, YamlMapping outputs, ProjectOptions options)
    {
        var target = Output(profileName, name, map, options);
        var engines = ImmutableSortedDictionary.CreateBuilder<string, Target>(StringComparer.Ordinal);
        foreach (var entry in (map.Find("engines")?.Value as YamlMapping)?.Entries ?? [])
        {
            var (type, other) = (entry.Key.Text, (entry.Value as YamlScalar)?.Text ?? "");
            if (outputs.Find(other)?.Value is not YamlMapping output)
            {
                throw ProjectRules.UnknownTarget.Error(
                    entry.Value.Location, $"the profile '{profileName}' has no target '{other}', which 'engines' of '{name}' names",
                    Spelling.Hint(other, outputs.Entries.Select(e => e.Key.Text).ToList()) ?? $"write '{type}:' and the name of another target of this profile");
            }

            var engine = Output(profileName, other, (YamlMapping)render(output), options);
            var fault = engine.Type != type ? $"'{other}' is of type {engine.Type}, not {type}"
                : type == target.Type ? $"'{name}' is of that type itself"
                : engine.Database != target.Database ? $"its catalog is called '{engine.Database}', and that of '{name}' is called '{target.Database}'"
                : null;
            engines[type] = fault is null ? engine : throw ProjectRules.InvalidProfile.Error(
                entry.Value.Location, $"the target '{other}' cannot be the engine '{type}' of the target '{name}': {fault}",
                "name a target of the other type over the same Iceberg catalog, under the same 'database'");
        }

        return target with { Engines = engines.ToImmutable() };
    }

    private string? TargetName(YamlMapping profile) =>
        profile.Find("target")?.Value is { } value ? (render(value) as YamlScalar)?.Text : null;

    private Target Output(string profileName, string name, YamlMapping map, ProjectOptions options)
    {
        var type = (map.Find("type")?.Value as YamlScalar)?.Text ?? throw Incomplete(map, name, "type", "write 'type: duckdb'");
        if (!ProfileKeys.Outputs.TryGetValue(type, out var keys))
        {
            throw ProjectRules.UnknownAdapter.Error(
                map.Find("type")?.Value.Location, $"the target '{name}' has the type '{type}', for which there is no engine",
                Spelling.Hint(type, ProfileKeys.Outputs.Keys) ?? "write 'type: duckdb'");
        }

        var reader = new MappingReader(map, keys);
        var schema = reader.TextOrNumber("schema") ?? (type == "duckdb" ? "main" : throw Incomplete(map, name, "schema", "write 'schema: …'"));
        var database = type == "duckdb" ? DuckDbDatabase(reader, name) : reader.Text("database") ?? reader.Text("catalog")
            ?? throw Incomplete(map, name, "database", "write 'database:' with the name of a Trino catalog");
        new KeyCheck(report).Check(map, keys, $"the target '{name}'");
        var threads = options.Threads ?? Threads(reader, type);
        var values = PlainValues.MapFromYaml(map).Merge(new ValueMap([new("database", database), new("schema", schema)]));
        return new Target
        {
            ProfileName = profileName,
            Name = name,
            Type = type,
            Database = database,
            Schema = schema,
            Threads = threads,
            TypePlace = reader.Any("type")?.Location,
            Output = values,
            Visible = Shown(type, values, threads, name, profileName),
        };
    }

    private int Threads(MappingReader reader, string type)
    {
        var threads = reader.Integer("threads");
        if (threads is < 1 or > 1024)
        {
            report(ProjectRules.InvalidProfile.At(reader.Any("threads")?.Location, $"threads must be between 1 and 1024, not {threads}", "write 'threads: 4'"));
        }

        return (int)Math.Clamp(threads ?? (type == "duckdb" ? 1 : 4), 1, 1024);
    }

    private static string DuckDbDatabase(MappingReader reader, string name)
    {
        var path = reader.Text("path") ?? ":memory:";
        var derived = path.StartsWith(":memory:", StringComparison.Ordinal) ? "memory" : Path.GetFileNameWithoutExtension(path.Split('?')[0]);
        var database = reader.Text("database");
        if (database is null || database == derived)
        {
            return derived;
        }

        if (reader.Text("path") is null)
        {
            return database;
        }

        var attached = (reader.List("attach")?.Items ?? []).OfType<YamlMapping>()
            .Any(a => (a.Find("alias")?.Value as YamlScalar)?.Text == database);
        return attached || reader.Any("remote") is not null
            ? database
            : throw ProjectRules.InvalidProfile.Error(
                reader.Any("database")?.Location,
                $"the target '{name}' says database '{database}', but its path '{path}' makes it '{derived}'",
                $"remove 'database', or write '{derived}'");
    }

    private static ValueMap Shown(string type, ValueMap output, int threads, string name, string profile)
    {
        object? Default(string key) => (type, key) switch
        {
            ("duckdb", "path") => ":memory:",
            ("duckdb", "external_root") => ".",
            ("duckdb", "disable_transactions") => false,
            _ => null,
        };
        var shown = Visible[type].Select(key => KeyValuePair.Create(key, output.TryGetValue(key, out var value) ? value : Default(key)));
        return new ValueMap(
        [
            .. shown, new("type", type), new("threads", (long)threads), new("name", name), new("target_name", name), new("profile_name", profile),
        ]);
    }

    private static DiagnosticException Incomplete(YamlMapping map, string name, string key, string hint) =>
        ProjectRules.InvalidProfile.Error(map.Location, $"the target '{name}' has no '{key}'", hint);
}
