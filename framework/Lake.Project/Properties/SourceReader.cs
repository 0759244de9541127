using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>Reads an entry of <c>sources:</c>.</summary>
internal sealed class SourceReader(ProjectFile file, Action<Diagnostic> report, ResourceReader resources)
{
    private static readonly string[] Periods = ["minute", "hour", "day"];

    public SourceDeclaration? Read(MappingReader reader)
    {
        if (reader.RequiredText("name") is not { } name)
        {
            return null;
        }

        var source = new SourceDeclaration(name, reader.Any("name")?.Location ?? reader.Mapping.Location, file)
        {
            Description = ResourceReader.Description(reader),
            Database = reader.Text("database") ?? reader.Text("catalog"),
            Schema = reader.TextOrNumber("schema"),
            Loader = reader.Text("loader") ?? "",
            Properties = Properties(reader),
            Tables = [.. reader.Maps("tables").Select(t => Table(t, name)).OfType<TableDeclaration>()],
        };
        if (source.Tables.IsEmpty)
        {
            report(YamlRules.MissingKey.At(source.Location, $"{reader.What} has no tables", "list them under 'tables:'") with
            {
                Severity = Severity.Warning,
            });
        }

        reader.Allow("catalog", "overrides", "data_tests", "tests").ReportUnknown();
        return source;
    }

    private TableDeclaration? Table(YamlMapping map, string source)
    {
        var name = (map.Find("name")?.Value as YamlScalar)?.Text;
        var reader = new MappingReader(map, report, name is null ? $"a table of the source '{source}'" : $"the source table '{source}.{name}'");
        if (reader.RequiredText("name") is null)
        {
            return null;
        }

        var table = new TableDeclaration(name ?? "", reader.Any("name")?.Location ?? map.Location)
        {
            Description = ResourceReader.Description(reader),
            Identifier = reader.TextOrNumber("identifier"),
            External = PlainValues.FromYaml(reader.Any("external")) as ValueMap,
            Properties = Properties(reader),
            Columns = resources.Columns(reader),
            Tests = resources.Tests(reader),
        };
        reader.Allow("loader", "external", "quote_columns").ReportUnknown();
        return table;
    }

    private SourceProperties Properties(MappingReader reader)
    {
        var config = PlainValues.MapFromYaml(reader.Map("config"));
        var freshness = reader.Map("freshness");
        CheckFreshness(freshness ?? reader.Map("config")?.Find("freshness")?.Value as YamlMapping);
        return new SourceProperties
        {
            Config = config,
            Meta = PlainValues.MapFromYaml(reader.Map("meta")).Merge(config.Find("meta") as ValueMap ?? ValueMap.Empty),
            Tags = [.. reader.Texts("tags") ?? [], .. Configs.ConfigMerge.AsList(config.Find("tags")).OfType<string>()],
            Quoting = PlainValues.MapFromYaml(reader.Map("quoting")),
            LoadedAtField = reader.Text("loaded_at_field") ?? config.Find("loaded_at_field") as string,
            LoadedAtQuery = reader.Text("loaded_at_query") ?? config.Find("loaded_at_query") as string,
            Freshness = PlainValues.FromYaml(freshness) as ValueMap ?? config.Find("freshness") as ValueMap,
            HasFreshness = reader.Has("freshness") || config.ContainsKey("freshness"),
        };
    }

    private void CheckFreshness(YamlMapping? freshness)
    {
        if (freshness is null)
        {
            return;
        }

        var reader = new MappingReader(freshness, report, "'freshness'");
        foreach (var key in new[] { "warn_after", "error_after" })
        {
            if (reader.Map(key) is not { } rule)
            {
                continue;
            }

            var entry = new MappingReader(rule, report, $"'{key}'");
            entry.Integer("count");
            if (entry.Text("period") is { } period && !Periods.Contains(period, StringComparer.Ordinal))
            {
                report(YamlRules.UnknownValue.At(
                    entry.Any("period")?.Location, $"'period' must be minute, hour or day, not '{period}'", Spelling.Hint(period, Periods)));
            }

            entry.ReportUnknown();
        }

        reader.Allow("filter").ReportUnknown();
    }
}
