using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>Reads what describes a node: description, config, columns, tests.</summary>
internal sealed class ResourceReader(ProjectFile file, SourceFile source, Action<Diagnostic> report)
{
    /// <summary>Once keys of their own, now part of <c>config</c>; both places at once are refused.</summary>
    private static readonly string[] ConstraintTypes = ["check", "not_null", "unique", "primary_key", "foreign_key", "expression", "custom"];

    private static readonly string[] MovedToConfig = ["meta", "docs", "group", "contract", "access", "tags"];

    /// <summary>Null when there is no name, which is reported.</summary>
    public ResourcePatch? Read(string section, MappingReader reader)
    {
        if (reader.RequiredText("name") is not { } name)
        {
            return null;
        }

        var patch = new ResourcePatch
        {
            Section = section,
            Name = name,
            NameLocation = reader.Any("name")?.Location ?? reader.Mapping.Location,
            File = file,
            Source = source,
            Description = Description(reader),
            Config = Config(reader),
            Columns = Columns(reader),
            Tests = Tests(reader),
            Constraints = Constraints(reader),
            QuoteColumns = reader.Boolean("quote_columns") ?? false,
            Relation = section == "snapshots" ? reader.Any("relation") as YamlScalar : null,
            DeprecationDate = section == "models" ? reader.TextOrNumber("deprecation_date") : null,
            LatestVersion = section == "models" ? (reader.Any("latest_version") as YamlScalar)?.Value : null,
            Versions = section == "models" ? [.. reader.Maps("versions").Select(Version).OfType<VersionPatch>()] : [],
        };
        if (section == "models")
        {
            reader.Allow("time_spine", "semantic_model", "metrics", "derived_semantics", "primary_entity", "agg_time_dimension", "identifier");
        }

        reader.ReportUnknown();
        return patch;
    }

    public ImmutableArray<ColumnPatch> Columns(MappingReader reader)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnPatch>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in reader.Maps("columns"))
        {
            if (map.Find("include") is not null || map.Find("exclude") is not null)
            {
                continue;
            }

            var column = Column(map, reader.What);
            if (column is not null && !seen.Add(column.Name))
            {
                report(ProjectRules.DuplicateProperties.At(
                    column.Location, $"{reader.What} describes the column '{column.Name}' twice", "merge the two entries"));
            }
            else if (column is not null)
            {
                columns.Add(column);
            }
        }

        return columns.ToImmutable();
    }

    public static YamlScalar? Description(MappingReader reader) => reader.Scalar("description");

    public ImmutableArray<YamlNode> Tests(MappingReader reader)
    {
        if (reader.Any("tests") is { } old && reader.Any("data_tests") is not null)
        {
            report(ProjectRules.InvalidTest.At(old.Location, $"{reader.What} has both 'tests' and 'data_tests'", "move all of them to 'data_tests'"));
        }

        return reader.List("data_tests")?.Items ?? reader.List("tests")?.Items ?? [];
    }

    private ValueList Constraints(MappingReader reader)
    {
        foreach (var entry in reader.Maps("constraints"))
        {
            var constraint = new MappingReader(entry, report, $"a constraint of {reader.What}");
            if (constraint.RequiredText("type") is { } type && !ConstraintTypes.Contains(type, StringComparer.Ordinal))
            {
                report(YamlRules.UnknownValue.At(
                    constraint.Any("type")?.Location ?? entry.Location, $"'{type}' is no type of constraint ({reader.What})",
                    Spelling.Hint(type, ConstraintTypes) ?? $"it can be: {string.Join(", ", ConstraintTypes)}"));
            }
        }

        return PlainValues.FromYaml(reader.List("constraints")) as ValueList ?? ValueList.Empty;
    }

    private ValueMap Config(MappingReader reader)
    {
        var config = PlainValues.MapFromYaml(reader.Map("config"));
        foreach (var key in MovedToConfig)
        {
            if (reader.Any(key) is not { } value)
            {
                continue;
            }

            if (config.ContainsKey(key) && key != "tags")
            {
                report(ProjectRules.InvalidConfigValue.At(
                    value.Location, $"{reader.What} gives '{key}' both at the top and under 'config'", "keep the one under 'config'"));
            }

            var plain = PlainValues.FromYaml(value);
            config = config.With(key, key == "tags" ? new ValueList(ConfigMerge.AsList(plain).Concat(ConfigMerge.AsList(config.Find(key)))) : plain);
        }

        return config;
    }

    private ColumnPatch? Column(YamlMapping map, string owner)
    {
        var name = (map.Find("name")?.Value as YamlScalar)?.Text;
        var reader = new MappingReader(map, report, name is null ? $"a column of {owner}" : $"the column '{name}'");
        if ((reader.TextOrNumber("name") ?? reader.RequiredText("name")) is null)
        {
            return null;
        }

        var config = PlainValues.MapFromYaml(reader.Map("config"));
        var column = new ColumnPatch(name ?? "", reader.Any("name")?.Location ?? map.Location)
        {
            Description = Description(reader),
            DataType = reader.TextOrNumber("data_type"),
            Quote = reader.Boolean("quote"),
            Meta = PlainValues.MapFromYaml(reader.Map("meta")),
            Tags = reader.Texts("tags") ?? [],
            Config = config,
            Constraints = Constraints(reader),
            Tests = Tests(reader),
        };
        reader.Allow("granularity", "dimension", "entity", "policy_tags", "column_mask", "classifiers", "docs").ReportUnknown();
        return column;
    }

    private VersionPatch? Version(YamlMapping map)
    {
        var reader = new MappingReader(map, report, "a version");
        if (reader.Any("v") is not YamlScalar { Value: { } version } scalar)
        {
            report(YamlRules.MissingKey.At(map.Location, "a version has no 'v'", "write 'v:' with the version's number or name"));
            return null;
        }

        var selection = reader.List("columns")?.Items.OfType<YamlMapping>()
            .FirstOrDefault(m => m.Find("include") is not null || m.Find("exclude") is not null);
        var patch = new VersionPatch(version, scalar.Location)
        {
            DefinedIn = reader.Text("defined_in"),
            Description = Description(reader),
            Config = Config(reader),
            Columns = reader.Has("columns") ? Columns(reader) : null,
            IncludedColumns = Included(selection, reader.Has("columns")),
            ExcludedColumns = [.. Names(selection?.Find("exclude")?.Value)],
            Tests = reader.Has("data_tests") || reader.Has("tests") ? Tests(reader) : null,
            DeprecationDate = reader.TextOrNumber("deprecation_date"),
        };
        reader.Allow("constraints").ReportUnknown();
        return patch;
    }

    /// <summary>Null: all columns of the model.</summary>
    private static ImmutableArray<string>? Included(YamlMapping? selection, bool hasColumns) =>
        selection is null
            ? hasColumns ? [] : null
            : selection.Find("include")?.Value is YamlScalar { Text: "all" or "*" } or null ? null : [.. Names(selection.Find("include")?.Value)];

    private static IEnumerable<string> Names(YamlNode? node) => node switch
    {
        YamlScalar scalar => [scalar.Text],
        YamlSequence list => list.Items.OfType<YamlScalar>().Select(s => s.Text),
        _ => [],
    };
}
