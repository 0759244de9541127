using Lake.Project.Files;
using Lake.Project.Keys;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Units;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>Reads one property file.</summary>
/// <param name="unit">The file, and where what it gives is collected.</param>
/// <param name="render">Renders the values under a heading that are not late.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed class PropertyFileReader(FileUnit unit, Func<string, YamlMapping, YamlMapping> render, Action<Diagnostic> report)
{
    public static readonly string[] Sections =
    [
        "models", "seeds", "snapshots", "sources", "analyses", "macros", "exposures", "groups", "metrics", "semantic_models",
        "saved_queries", "unit_tests", "data_tests", "tests",
    ];

    /// <summary>Headings whose entries give nodes, or describe one, and nothing else.</summary>
    private static readonly string[] Plain = ["version", "anchors", "models", "seeds", "snapshots", "sources", "analyses"];

    private readonly PropertyFile _result = new() { Unit = unit };
    private readonly ProjectFile _file = unit.File;
    private SourceFile _source = new("", "");

    /// <summary>By a rendered entry, the entry as it is written.</summary>
    private readonly Dictionary<YamlMapping, YamlMapping> _written = new(ReferenceEqualityComparer.Instance);

    public PropertyFile Read()
    {
        if (FileReader.Read(_file.FullPath, _file.DisplayPath, report) is not { } read)
        {
            return _result;
        }

        // As in dbt, which strips what it reads: a block scalar at the end of the file has no newline of its own.
        var source = new SourceFile(read.Path, read.Text.TrimEnd());
        (_result.Source, _source) = (read, source);
        var document = YamlDocument.Parse(source);
        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        switch (document.Root)
        {
            case null:
                break;
            case YamlMapping root:
                _result.HasOthers = root.Entries.Any(e => !Plain.Contains(e.Key.Text, StringComparer.Ordinal));
                var rendered = Rendered(root);
                new KeyCheck(report).Check(rendered, PropertyFileKeys.File, "the property file");
                ReadRoot(new MappingReader(rendered, PropertyFileKeys.File));
                break;
            default:
                report(YamlRules.WrongType.At(
                    document.Root.Location, $"a property file must be a mapping with headings such as 'models:', not {document.Root.Described}"));
                break;
        }

        return _result;
    }

    private void ReadRoot(MappingReader root)
    {
        if (root.Any("version") is { } version and not YamlScalar { Text: "2" })
        {
            report(ProjectRules.UnsupportedVersion.At(
                version.Location, $"a property file has version 2, not {version.Described}", "write 'version: 2', or leave it out"));
        }

        foreach (var section in Sections)
        {
            foreach (var entry in root.Readers(section))
            {
                ReadEntry(section, entry);
            }
        }
    }

    /// <summary>The file with the entries under its headings rendered.</summary>
    private YamlMapping Rendered(YamlMapping root) => new(root.Source, root.Span,
    [
        .. root.Entries.Select(heading => heading.Value is YamlSequence list && Sections.Contains(heading.Key.Text, StringComparer.Ordinal)
            ? heading with { Value = new YamlSequence(list.Source, list.Span, [.. list.Items.Select(item => item is YamlMapping entry ? Rendered(heading.Key.Text, entry) : item)]) }
            : heading),
    ]);

    private YamlMapping Rendered(string section, YamlMapping entry)
    {
        var rendered = render(section, entry);
        _written[rendered] = entry;
        return rendered;
    }

    private YamlMapping Written(MappingReader reader) => _written.GetValueOrDefault(reader.Mapping) ?? reader.Mapping;

    /// <summary>A reader that asks for any key: those of the entry have been checked before.</summary>
    private static MappingReader Checked(MappingReader reader) => new(reader.Mapping, _ => { }, reader.What);

    private void ReadEntry(string section, MappingReader reader)
    {
        switch (section)
        {
            case "models" or "seeds" or "snapshots" or "analyses":
                if (ResourceReader().Read(section, reader, Written(reader)) is { } patch)
                {
                    _result.Patches.Add(patch);
                }

                break;
            case "data_tests" or "tests":
                if (ResourceReader().Read(section, reader, Written(reader)) is { } test)
                {
                    _result.SingularTests.Add(test);
                }

                break;
            case "sources" when reader.Text("overrides") is { } package:
                if (reader.Text("name") is { } name)
                {
                    _result.HasOthers = true;
                    _result.Overrides.Add(new SourceOverride(name, package, reader.Mapping, reader.Any("name")?.Location ?? reader.Mapping.Location));
                }

                break;
            case "sources":
                if (new SourceReader(_file, report, ResourceReader()).Read(reader, Written(reader)) is { } source)
                {
                    _result.Sources.Add(source);
                }

                break;
            default:
                ReadNamed(section, reader);
                break;
        }
    }

    private void ReadNamed(string section, MappingReader reader)
    {
        if (reader.Text("name") is not { } name)
        {
            return;
        }

        switch (section)
        {
            case "macros":
                _result.Macros.Add(Macro(name, reader));
                break;
            case "exposures":
                _result.Exposures.Add(new NamedDeclaration(name, reader, _file));
                break;
            case "metrics":
                _result.Metrics.Add(new NamedDeclaration(name, Checked(reader), _file));
                break;
            case "semantic_models":
                _result.SemanticModels.Add(new NamedDeclaration(name, Checked(reader), _file));
                break;
            case "saved_queries":
                _result.SavedQueries.Add(new NamedDeclaration(name, Checked(reader), _file));
                break;
            case "groups":
                _result.Groups.Add(Group(name, reader));
                break;
            case "unit_tests":
                _result.UnitTests.Add(new UnitTestDeclaration(name, reader.Text("model") ?? "", reader, _file));
                break;
            default:
                break;
        }
    }

    private MacroPatch Macro(string name, MappingReader reader) => new(name, reader.Mapping, _file)
    {
        Description = Properties.ResourceReader.Description(reader),
        Arguments =
        [
            .. reader.Readers("arguments").Select(argument =>
                (argument.Text("name") ?? "", argument.TextOrNumber("type"), Properties.ResourceReader.Description(argument))),
        ],
    };

    private Group Group(string name, MappingReader reader) =>
        new($"group.{_file.Package}.{name}", name, _file.Package, reader.Any("name")?.Location ?? reader.Mapping.Location)
        {
            Path = _file.RelativePath,
            OriginalFilePath = _file.OriginalPath,
            Owner = PlainValues.MapFromYaml(reader.Map("owner")),
            Description = Properties.ResourceReader.Description(reader)?.Text,
            Meta = PlainValues.MapFromYaml(reader.Map("config")?.Find("meta")?.Value),
        };

    private ResourceReader ResourceReader() => new(_file, _source, report);
}
