using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Loader.Streams;

/// <summary>Reads the <c>streams</c> of a project file, and the files of streams.</summary>
public static class StreamDefinitionReader
{
    /// <param name="streams">The value of <c>streams</c>; null when the project has none.</param>
    /// <param name="files">Streams that have a file each.</param>
    /// <returns>A stream with an error is left out.</returns>
    public static (ImmutableArray<StreamDefinition> Streams, ImmutableArray<Diagnostic> Diagnostics) Read(YamlNode? streams, IEnumerable<StreamFile>? files = null)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var read = ImmutableArray.CreateBuilder<StreamDefinition>();
        foreach (var item in Entries(streams, diagnostics.Add))
        {
            Add(report => ReadEntry(item, report));
        }

        foreach (var file in files ?? [])
        {
            Add(report => ReadFile(file, report));
        }

        return (read.ToImmutable(), diagnostics.ToImmutable());

        void Add(Func<Action<Diagnostic>, StreamDefinition?> readOne)
        {
            var before = diagnostics.Count;
            var stream = readOne(diagnostics.Add);
            var failed = diagnostics.Skip(before).Any(d => d.Severity == Severity.Error);
            if (stream is not null && !failed && !IsDuplicate(read, stream, diagnostics.Add))
            {
                read.Add(stream);
            }
        }
    }

    private static ImmutableArray<YamlNode> Entries(YamlNode? streams, Action<Diagnostic> report)
    {
        if (streams is YamlSequence list)
        {
            return list.Items;
        }

        if (streams is not (null or YamlScalar { Value: null }))
        {
            report(LoaderRules.InvalidStream.At(
                streams.Location, $"'streams' must be a list, not {streams.Described}", "write each stream as '- name: …'"));
        }

        return [];
    }

    private static StreamDefinition? ReadEntry(YamlNode item, Action<Diagnostic> report)
    {
        if (item is not YamlMapping mapping)
        {
            report(LoaderRules.InvalidStream.At(item.Location, $"a stream must be a mapping, not {item.Described}", "write it as '- name: …'"));
            return null;
        }

        var name = (mapping.Find("name")?.Value as YamlScalar)?.Text;
        var reader = new MappingReader(mapping, report, name is null ? "a stream" : $"the stream '{name}'", StreamKeys.Stream);
        return ReadOne(reader, reader.RequiredText("name") ?? "", "raw", report) with { Location = (mapping.Find("name")?.Value ?? mapping).Location };
    }

    private static StreamDefinition? ReadFile(StreamFile file, Action<Diagnostic> report)
    {
        var document = YamlDocument.Parse(file.Text);
        foreach (var problem in document.Diagnostics)
        {
            report(problem);
        }

        if (document.HasErrors)
        {
            return null;
        }

        var place = file.Text.At(0, 0);
        if (file.Source is not { } source)
        {
            report(LoaderRules.InvalidStream.At(place, $"the stream file {file.Text.Path} is in no folder that names its source", "move it: streams are at <folder>/<source>/<stream>.yml"));
            return null;
        }

        if (document.Root is not YamlMapping mapping)
        {
            report(LoaderRules.InvalidStream.At(place, $"the stream file {file.Text.Path} must hold keys such as 'path:'", "write at least 'path: data/*.parquet'"));
            return null;
        }

        var name = $"{source}.{file.Name}";
        var reader = new MappingReader(mapping, report, $"the stream '{name}'", StreamKeys.File);
        var stream = ReadOne(reader, name, reader.Text("schema") ?? source, report, file.Name) with { Location = place, HasFile = true };
        return stream with { Columns = [.. stream.Columns, .. ContractFile.Read(file.Contract, stream.Columns, report)] };
    }

    /// <param name="name">What the stream is called.</param>
    /// <param name="schema">Of its table, unless it says otherwise.</param>
    /// <param name="table">Its table, unless it says otherwise; null for its name.</param>
    private static StreamDefinition ReadOne(MappingReader reader, string name, string schema, Action<Diagnostic> report, string? table = null)
    {
        var values = new StreamValues(reader, report);
        var landing = new LandingValues(reader, values, report);
        var webhook = new WebhookValues(reader, name, report).Read();
        var postgres = new PostgresValues(reader, report).Read();
        var path = webhook is not null ? WebhookValues.Spool(name) : postgres is not null ? "" : reader.RequiredText("path");
        var format = values.Format();
        var stream = new StreamDefinition(name, path ?? "", format, values.Target(schema, table ?? name))
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
            BatchBytes = values.Bytes("batch_size") ?? StreamDefinition.DefaultBatchBytes,
            Layout = values.Layout(),
            Register = values.Register(),
            Mode = values.Choice("mode", LoadMode.Append),
            Keys = reader.Texts("keys") ?? [],
            Cursor = reader.Text("cursor"),
            PartitionBy = landing.PartitionBy(),
            Contract = landing.Contract(),
            Rules = landing.Rules(),
            Postgres = postgres,
            Preset = values.Choice("preset", StreamPreset.None),
            Generations = values.Choice("generations", Generations.Latest),
            Cleanup = new CleanupValues(reader, report).Read(),
        };
        stream = webhook is not null ? OfWebhook(stream, webhook) : stream.Preset == StreamPreset.Airbyte ? AirbytePreset.Complete(stream, reader) : stream;
        reader.ReportUnknown("remove it");
        StreamCheck.Check(stream, reader, report);
        return stream;
    }

    /// <summary>Each event once, however often it is sent.</summary>
    private static StreamDefinition OfWebhook(StreamDefinition stream, WebhookSource webhook) => stream with
    {
        Webhook = webhook,
        Payload = false,
        Mode = stream.Mode == LoadMode.Append ? LoadMode.AppendDeduplicated : stream.Mode,
        Keys = stream.Keys.IsEmpty ? [WebhookSource.EventId] : stream.Keys,
        Columns =
        [
            new StreamColumn(WebhookSource.EventId, "varchar"), new StreamColumn(WebhookSource.EventType, "varchar"),
            new StreamColumn(WebhookSource.ReceivedAt, "timestamptz"), new StreamColumn(WebhookSource.Payload, "varchar"), .. stream.Columns,
        ],
    };

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
