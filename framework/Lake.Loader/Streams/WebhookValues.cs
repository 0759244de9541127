using Lake.Text;
using Lake.Yaml;

namespace Lake.Loader.Streams;

/// <summary>The keys under <c>webhook</c>.</summary>
internal sealed class WebhookValues(MappingReader stream, string name, Action<Diagnostic> report)
{
    /// <summary>Null for a stream of files.</summary>
    public WebhookSource? Read()
    {
        if (stream.Map("webhook") is not { } map)
        {
            return null;
        }

        var reader = new MappingReader(map, report, $"'webhook' of {stream.What}", StreamKeys.Webhook);
        var values = new StreamValues(reader, report);
        var usual = new WebhookSource(values.Choice("preset", WebhookPreset.Json), reader.RequiredText("secret") ?? "", reader.Text("endpoint") ?? $"/{name.Replace('.', '/')}");
        var source = usual with
        {
            BatchBytes = values.Bytes("batch_size") ?? usual.BatchBytes,
            BatchTime = values.Duration("batch_time") ?? usual.BatchTime,
            Tolerance = values.Duration("tolerance") ?? usual.Tolerance,
            LargestBody = values.Bytes("largest_body") ?? usual.LargestBody,
            Rate = (int)Math.Clamp(reader.Integer("rate") ?? usual.Rate, 1, 1_000_000),
            PublicUrl = reader.Text("public_url"),
            SignatureHeader = reader.Text("signature_header") ?? usual.SignatureHeader,
            IdField = reader.Text("id_field") ?? usual.IdField,
            TypeField = reader.Text("type_field") ?? usual.TypeField,
        };
        reader.ReportUnknown("remove it");
        if (!source.Endpoint.StartsWith('/'))
        {
            report(LoaderRules.InvalidStream.At(reader.Any("endpoint")?.Location, $"'endpoint' in {reader.What} must begin with a slash, not '{source.Endpoint}'", $"write '/{source.Endpoint}'"));
        }

        return source;
    }

    /// <summary>Where received events wait for their commit, relative to the project.</summary>
    public static string Spool(string name) => $".lake/gateway/{name}";
}
