using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Files;
using Lake.Project.Keys;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>Reads what describes a node: description, config, columns, tests.</summary>
internal sealed class ResourceReader(ProjectFile file, SourceFile source, Action<Diagnostic> report)
{
    /// <summary>Null when there is no name, which is reported.</summary>
    /// <param name="written">The entry before it was rendered.</param>
    public ResourcePatch? Read(string section, MappingReader reader, YamlMapping written)
    {
        if (reader.Text("name") is not { } name)
        {
            return null;
        }

        var config = Config(name, reader);
        return new ResourcePatch
        {
            Section = section,
            Name = name,
            NameLocation = reader.Any("name")?.Location ?? reader.Mapping.Location,
            File = file,
            Source = source,
            Description = Description(reader),
            Config = config,
            WrittenConfig = Written(config, written),
            Columns = Columns(name, reader),
            Tests = Tests(name, reader),
            Constraints = Constraints(reader),
            QuoteColumns = reader.Boolean("quote_columns") ?? false,
            Relation = section == "snapshots" ? reader.Any("relation") as YamlScalar : null,
            DeprecationDate = section == "models" ? reader.TextOrNumber("deprecation_date") : null,
            LatestVersion = section == "models" ? (reader.Any("latest_version") as YamlScalar)?.Value : null,
            TimeSpine = section == "models" ? TimeSpine(reader.Mapping) : null,
            Semantics = section == "models" ? SemanticPatch.Read(reader.Mapping, reader.What) : null,
            Versions = section == "models" ? Versions(name, reader, written) : [],
        };
    }

    public ImmutableArray<ColumnPatch> Columns(string owner, MappingReader reader)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnPatch>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in reader.Readers("columns").Where(c => !IsSelection(c.Mapping)).Select(Column).OfType<ColumnPatch>())
        {
            if (places.TryAdd(column.Name, columns.Count))
            {
                columns.Add(column);
                continue;
            }

            // As in dbt, the last one counts, and the tests of all do.
            var place = places[column.Name];
            columns[place] = column with { Tests = [.. columns[place].Tests, .. column.Tests] };
            report(ProjectRules.DuplicateProperties.At(
                column.Location, $"the column '{column.Name}' of '{owner}' is described twice, and what is said last counts", "merge the two entries") with
            {
                Severity = Severity.Warning,
            });
        }

        return columns.ToImmutable();
    }

    public static YamlScalar? Description(MappingReader reader) => reader.Scalar("description");

    public ImmutableArray<YamlNode> Tests(string owner, MappingReader reader)
    {
        if (reader.Any("tests") is { } old && reader.Any("data_tests") is not null)
        {
            report(ProjectRules.InvalidTest.At(old.Location, $"'{owner}' has both 'tests' and 'data_tests'", "move all of them to 'data_tests'"));
        }

        return reader.List("data_tests")?.Items ?? reader.List("tests")?.Items ?? [];
    }

    private static ValueList Constraints(MappingReader reader) => PlainValues.FromYaml(reader.List("constraints")) as ValueList ?? ValueList.Empty;

    private static bool IsSelection(YamlMapping column) => column.Find("include") is not null || column.Find("exclude") is not null;

    /// <summary>Keys that once stood at the top count as written under <c>config</c>; both places at once are refused.</summary>
    private ValueMap Config(string owner, MappingReader reader)
    {
        var config = PlainValues.MapFromYaml(reader.Map("config"));
        foreach (var key in PropertyKeys.MovedToConfig.Select(k => k.Name))
        {
            if (reader.Any(key) is not { } value)
            {
                continue;
            }

            if (config.ContainsKey(key) && key != "tags")
            {
                report(ProjectRules.InvalidConfigValue.At(
                    value.Location, $"'{owner}' gives '{key}' both at the top and under 'config'", "keep the one under 'config'"));
            }

            var plain = PlainValues.FromYaml(value);
            config = config.With(key, key == "tags" ? new ValueList(ConfigMerge.AsList(plain).Concat(ConfigMerge.AsList(config.Find(key)))) : plain);
        }

        return config;
    }

    /// <summary>The configuration with what stands under <c>config:</c> put back as it is written; lists hold both, since dbt's do.</summary>
    private static ValueMap Written(ValueMap config, YamlMapping written) =>
        written.Find("config")?.Value is YamlMapping given && Both(config, PlainValues.MapFromYaml(given)) is ValueMap both ? both : config;

    private static object? Both(object? rendered, object? written) => (rendered, written) switch
    {
        (ValueMap all, ValueMap some) => some.Aggregate(all, (map, given) => map.With(given.Key, Both(map.Find(given.Key), given.Value))),
        (ValueList first, ValueList second) => new ValueList(second.Concat(first)),
        _ => written,
    };

    private ColumnPatch? Column(MappingReader reader) => reader.TextOrNumber("name") is not { } name ? null : new ColumnPatch(name, reader.Any("name")?.Location ?? reader.Mapping.Location)
    {
        Description = Description(reader),
        DataType = reader.TextOrNumber("data_type"),
        Quote = reader.Boolean("quote"),
        Meta = PlainValues.MapFromYaml(reader.Map("meta")),
        Tags = reader.Texts("tags") ?? [],
        Config = PlainValues.MapFromYaml(reader.Map("config")),
        Constraints = Constraints(reader),
        Granularity = PlainValues.FromYaml(reader.Mapping.Find("granularity")?.Value) as string,
        Dimension = PlainValues.FromYaml(reader.Mapping.Find("dimension")?.Value),
        Entity = PlainValues.FromYaml(reader.Mapping.Find("entity")?.Value),
        Tests = Tests(name, reader),
    };

    private static TimeSpine? TimeSpine(YamlMapping owner) => PlainValues.FromYaml(owner.Find("time_spine")?.Value) is not ValueMap spine ? null : new TimeSpine(
        spine.Find("standard_granularity_column") as string ?? "",
        new ValueList((spine.Find("custom_granularities") as ValueList ?? ValueList.Empty).OfType<ValueMap>().Select(g =>
            (object?)ValueMap.Of(("name", g.Find("name")), ("column_name", g.Find("column_name"))))));

    private ImmutableArray<VersionPatch> Versions(string model, MappingReader reader, YamlMapping written)
    {
        var entries = ((written.Find("versions")?.Value as YamlSequence)?.Items ?? []).OfType<YamlMapping>().ToLookup(v => v.Span);
        return [.. reader.Readers("versions").Select(v => Version(model, v, entries[v.Mapping.Span].FirstOrDefault(v.Mapping))).OfType<VersionPatch>()];
    }

    private VersionPatch? Version(string model, MappingReader reader, YamlMapping written)
    {
        if (reader.Any("v") is not YamlScalar { Value: { } version } scalar)
        {
            return null;
        }

        var selection = reader.List("columns")?.Items.OfType<YamlMapping>()
            .FirstOrDefault(IsSelection);
        var config = Config(model, reader);
        return new VersionPatch(version, scalar.Location)
        {
            DefinedIn = reader.Text("defined_in"),
            Description = Description(reader),
            Config = config,
            WrittenConfig = Written(config, written),
            Columns = reader.Has("columns") ? Columns(model, reader) : null,
            IncludedColumns = Included(selection, reader.Has("columns")),
            ExcludedColumns = [.. Names(selection?.Find("exclude")?.Value)],
            Tests = reader.Has("data_tests") || reader.Has("tests") ? Tests(model, reader) : null,
            DeprecationDate = reader.TextOrNumber("deprecation_date"),
        };
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
