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
    /// <param name="written">The entry before it was rendered.</param>
    public SourceDeclaration? Read(MappingReader reader, YamlMapping written)
    {
        if (reader.Text("name") is not { } name)
        {
            return null;
        }

        if (reader.Maps("tables").IsEmpty)
        {
            report(YamlRules.MissingKey.At(reader.Any("name")?.Location, $"the source '{name}' has no tables", "list them under 'tables:'") with
            {
                Severity = Severity.Warning,
            });
        }

        return new SourceDeclaration(name, reader.Any("name")?.Location ?? reader.Mapping.Location, file, reader.Mapping, written)
        {
            Description = ResourceReader.Description(reader),
            Database = reader.Text("database") ?? reader.Text("catalog"),
            Schema = reader.TextOrNumber("schema"),
            WrittenDatabase = Written(written, "database") ?? Written(written, "catalog"),
            WrittenSchema = Written(written, "schema"),
            Loader = reader.Text("loader") ?? "",
            Properties = Properties(reader),
            Tables = [.. reader.Readers("tables").Select(Table).OfType<TableDeclaration>()],
        };
    }

    private static string? Written(YamlMapping entry, string key) => entry.Find(key)?.Value is YamlScalar { Value: not null } scalar ? scalar.Text : null;

    private TableDeclaration? Table(MappingReader reader) => reader.Text("name") is not { } name ? null : new TableDeclaration(name, reader.Any("name")?.Location ?? reader.Mapping.Location)
    {
        Description = ResourceReader.Description(reader),
        Identifier = reader.TextOrNumber("identifier"),
        External = PlainValues.FromYaml(reader.Any("external")) as ValueMap,
        Properties = Properties(reader),
        Columns = resources.Columns(name, reader),
        Tests = resources.Tests(name, reader),
    };

    private static SourceProperties Properties(MappingReader reader)
    {
        var config = PlainValues.MapFromYaml(reader.Map("config"));
        var freshness = reader.Map("freshness");
        return new SourceProperties
        {
            Config = config,
            Meta = PlainValues.MapFromYaml(reader.Map("meta")).Merge(config.Find("meta") as ValueMap ?? ValueMap.Empty),
            Tags = [.. reader.Texts("tags") ?? [], .. Configs.ConfigMerge.AsList(config.Find("tags")).OfType<string>()],
            Quoting = PlainValues.MapFromYaml(reader.Map("quoting")),
            LoadedAtField = reader.Text("loaded_at_field") ?? config.Find("loaded_at_field") as string,
            ClearsLoadedAtField = reader.Has("loaded_at_field") && reader.Text("loaded_at_field") is null,
            LoadedAtQuery = reader.Text("loaded_at_query") ?? config.Find("loaded_at_query") as string,
            Freshness = config.Find("freshness") as ValueMap ?? PlainValues.FromYaml(freshness) as ValueMap,
            HasFreshness = reader.Has("freshness") || config.ContainsKey("freshness"),
        };
    }
}
