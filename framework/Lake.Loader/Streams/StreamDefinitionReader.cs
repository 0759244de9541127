using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Loader.Streams;

/// <summary>Reads the <c>streams</c> of a project file.</summary>
public static class StreamDefinitionReader
{
    /// <param name="streams">The value of <c>streams</c>; null when the project has none.</param>
    /// <returns>A stream with an error is left out.</returns>
    public static (ImmutableArray<StreamDefinition> Streams, ImmutableArray<Diagnostic> Diagnostics) Read(YamlNode? streams)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var read = ImmutableArray.CreateBuilder<StreamDefinition>();
        if (streams is YamlSequence list)
        {
            foreach (var item in list.Items)
            {
                var before = diagnostics.Count;
                var stream = ReadOne(item, diagnostics.Add);
                var failed = diagnostics.Skip(before).Any(d => d.Severity == Severity.Error);
                if (stream is not null && !failed && !IsDuplicate(read, stream, diagnostics.Add))
                {
                    read.Add(stream);
                }
            }
        }
        else if (streams is not (null or YamlScalar { Value: null }))
        {
            diagnostics.Add(LoaderRules.InvalidStream.At(
                streams.Location, $"'streams' must be a list, not {streams.Described}", "write each stream as '- name: …'"));
        }

        return (read.ToImmutable(), diagnostics.ToImmutable());
    }

    private static StreamDefinition? ReadOne(YamlNode item, Action<Diagnostic> report)
    {
        if (item is not YamlMapping mapping)
        {
            report(LoaderRules.InvalidStream.At(item.Location, $"a stream must be a mapping, not {item.Described}", "write it as '- name: …'"));
            return null;
        }

        var name = (mapping.Find("name")?.Value as YamlScalar)?.Text;
        var reader = new MappingReader(mapping, report, name is null ? "a stream" : $"the stream '{name}'");
        var values = new StreamValues(reader, report);
        name = reader.RequiredText("name");
        var path = reader.RequiredText("path");
        var format = values.Format();
        var stream = new StreamDefinition(name ?? "", path ?? "", format, values.Target(name ?? ""))
        {
            Description = reader.Text("description"),
            Columns = values.Columns(),
            PartitionColumns = reader.Boolean("partition_columns") ?? true,
            Csv = values.Csv(format),
            TimeZone = reader.Text("time_zone") ?? "UTC",
            Payload = reader.Boolean("payload") ?? true,
            MostRejected = values.MostRejected(),
            OnChange = values.Choice("on_change", ChangedFilePolicy.Warn),
            OnMalformed = values.Choice("on_malformed", MalformedPolicy.Quarantine),
            Location = (mapping.Find("name")?.Value ?? mapping).Location,
        };
        reader.ReportUnknown("remove it");
        CheckNames(stream, report);
        return stream;
    }

    private static void CheckNames(StreamDefinition stream, Action<Diagnostic> report)
    {
        if (stream.Format == StreamFormat.Csv && !stream.Csv.Header && stream.Columns.IsEmpty)
        {
            report(LoaderRules.InvalidStream.At(
                stream.Location, $"the stream '{stream.Name}' has neither a header nor columns", "name the fields in order under 'columns:'"));
        }
    }

    private static bool IsDuplicate(IEnumerable<StreamDefinition> others, StreamDefinition stream, Action<Diagnostic> report)
    {
        var same = others.FirstOrDefault(o =>
            o.Name == stream.Name
            || (string.Equals(o.Target.Schema, stream.Target.Schema, StringComparison.OrdinalIgnoreCase)
                && string.Equals(o.Target.Identifier, stream.Target.Identifier, StringComparison.OrdinalIgnoreCase)));
        if (same is null)
        {
            return false;
        }

        report(LoaderRules.DuplicateStream.At(
            stream.Location,
            same.Name == stream.Name
                ? $"two streams are named '{stream.Name}'"
                : $"the streams '{same.Name}' and '{stream.Name}' both load into {stream.Target.Schema}.{stream.Target.Identifier}",
            same.Name == stream.Name ? "rename one of them" : "give one of them another 'table'") with
        {
            Related = same.Location is { } first ? [new RelatedPlace(first, "the other stream")] : [],
        });
        return true;
    }
}
