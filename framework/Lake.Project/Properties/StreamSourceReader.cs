using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Keys;
using Lake.Project.Units;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>
/// Reads the file of a stream, <c>source/stream.yml</c>, as the entry of <c>sources:</c> that it stands for: the raw
/// table and its rejected rows. The loader reads the same file for the rest, and says what is wrong with it.
/// </summary>
internal sealed class StreamSourceReader(ProjectFile file, Func<string, YamlMapping, YamlMapping> render, Action<Diagnostic> report)
{
    private static readonly string[] TableKeys =
        ["description", "freshness", "loaded_at_field", "loaded_at_query", "tags", "meta", "config", "data_tests", "tests"];

    private static readonly string[] ColumnKeys =
        ["name", "description", "data_type", "quote", "tags", "meta", "config", "constraints", "data_tests", "tests"];

    public PropertyFile Read()
    {
        var result = new PropertyFile { Unit = new FileUnit(UnitKind.Properties, file) };
        if (file.RelativePath.Split('/') is not [var folder, _]
            || file.Stem.EndsWith(".contract", StringComparison.Ordinal)
            || FileReader.Read(file.FullPath, file.DisplayPath, report) is not { } source
            || YamlDocument.Parse(source) is not { HasErrors: false, Root: YamlMapping stream })
        {
            return result;
        }

        var written = Entry(stream, folder);
        var entry = render("sources", written);
        if (new SourceReader(file, report, new ResourceReader(file, source, report)).Read(new MappingReader(entry, SourceKeys.Source), written) is { } declaration)
        {
            result.Sources.Add(declaration with { IsOfStream = true });
        }

        return result;
    }

    private YamlMapping Entry(YamlMapping stream, string folder)
    {
        var parts = ((stream.Find("table")?.Value as YamlScalar)?.Text ?? file.Stem).Split('.');
        var schema = parts.Length > 1 ? parts[0] : (stream.Find("schema")?.Value as YamlScalar)?.Text ?? folder;
        var table = new List<YamlEntry> { Text(stream, "name", file.Stem), Text(stream, "identifier", parts[^1]) };
        table.AddRange(stream.Entries.Where(e => TableKeys.Contains(e.Key.Text, StringComparer.Ordinal)));
        if (stream.Find("freshness") is not null && stream.Find("loaded_at_field") is null && stream.Find("loaded_at_query") is null)
        {
            table.Add(Text(stream, "loaded_at_field", "_loaded_at"));
        }

        if (Columns(stream) is { } columns)
        {
            table.Add(new YamlEntry(Scalar(stream, "columns"), columns));
        }

        YamlEntry[] rejected =
        [
            Text(stream, "name", file.Stem + "__rejected"),
            Text(stream, "identifier", parts[^1] + "__rejected"),
            Text(stream, "description", $"What of the stream '{folder}.{file.Stem}' could not be loaded, with the reason."),
        ];
        var tables = new YamlSequence(stream.Source, stream.Span, [Mapping(stream, table), Mapping(stream, rejected)]);
        return Mapping(stream, [Text(stream, "name", folder), Text(stream, "schema", schema), Text(stream, "loader", "lake"), new(Scalar(stream, "tables"), tables)]);
    }

    /// <summary><c>name: type</c>, or entries as under <c>sources:</c> with the loader's own keys beside.</summary>
    private static YamlSequence? Columns(YamlMapping stream) => stream.Find("columns")?.Value switch
    {
        YamlMapping map => new YamlSequence(map.Source, map.Span, [.. map.Entries.Select(e => Column(e.Value, e.Key, e.Value as YamlMapping))]),
        YamlSequence list => new YamlSequence(list.Source, list.Span, [.. list.Items.OfType<YamlMapping>().Select(c => Column(c, null, c))]),
        _ => null,
    };

    private static YamlMapping Column(YamlNode place, YamlScalar? name, YamlMapping? column)
    {
        var entries = new List<YamlEntry>();
        if (name is not null)
        {
            entries.Add(new YamlEntry(Scalar(name, "name"), new YamlScalar(name.Source, name.Span, name.Text, name.Text, name.IsPlain)));
        }

        if ((column is null ? place : column.Find("type")?.Value) is YamlScalar type)
        {
            entries.Add(new YamlEntry(Scalar(place, "data_type"), type));
        }

        entries.AddRange(column?.Entries.Where(e => ColumnKeys.Contains(e.Key.Text, StringComparer.Ordinal)) ?? []);
        return Mapping(place, entries);
    }

    private static YamlEntry Text(YamlNode place, string key, string value) => new(Scalar(place, key), Scalar(place, value));

    private static YamlScalar Scalar(YamlNode place, string text) => new(place.Source, new TextSpan(place.Span.Start, 0), text, text, isPlain: false);

    private static YamlMapping Mapping(YamlNode place, IEnumerable<YamlEntry> entries) => new(place.Source, place.Span, [.. entries]);
}
