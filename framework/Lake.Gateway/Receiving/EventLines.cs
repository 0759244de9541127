using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Lake.Gateway.Signatures;
using Lake.Loader.Streams;

namespace Lake.Gateway.Receiving;

/// <summary>
/// A request's events, each as a line of JSON with its id, its kind, the time and the payload as it was sent. What has no
/// id, or is no JSON, has the id null, with which the loader puts it into the rejected table.
/// </summary>
internal sealed class EventLines(WebhookSource source)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>How many events there are, and how many of them have no id.</returns>
    public (int Events, int Nameless) Write(WebhookRequest request, IBufferWriter<byte> into)
    {
        try
        {
            using var document = JsonDocument.Parse(request.Body);
            var root = document.RootElement;
            if (source.Preset != WebhookPreset.Hubspot || root.ValueKind != JsonValueKind.Array)
            {
                var id = Id(root, request);
                Line(into, request, id, Kind(root, request), Encoding.UTF8.GetString(request.Body.Span));
                return (1, id is null ? 1 : 0);
            }

            var nameless = 0;
            foreach (var item in root.EnumerateArray())
            {
                var id = Id(item, request);
                nameless += id is null ? 1 : 0;
                Line(into, request, id, Kind(item, request), item.GetRawText());
            }

            return (root.GetArrayLength(), nameless);
        }
        catch (JsonException)
        {
            var text = Utf8.IsValid(request.Body.Span) ? Encoding.UTF8.GetString(request.Body.Span) : "base64:" + Convert.ToBase64String(request.Body.Span);
            Line(into, request, null, null, text);
            return (1, 1);
        }
    }

    private static void Line(IBufferWriter<byte> into, WebhookRequest request, string? id, string? kind, string payload)
    {
        using (var json = new Utf8JsonWriter(into, Options))
        {
            json.WriteStartObject();
            json.WriteString(WebhookSource.EventId, id);
            json.WriteString(WebhookSource.EventType, kind);
            json.WriteString(WebhookSource.ReceivedAt, request.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            json.WriteString(WebhookSource.Payload, payload);
            json.WriteEndObject();
        }

        into.Write("\n"u8);
    }

    private string? Id(JsonElement item, WebhookRequest request) => source.Preset switch
    {
        WebhookPreset.Shopify => request.Header("X-Shopify-Webhook-Id") ?? request.Header("X-Shopify-Event-Id"),
        WebhookPreset.Hubspot => Field(item, "eventId") is { } id ? $"{id}-{Field(item, "subscriptionId")}-{Field(item, "occurredAt")}" : null,
        WebhookPreset.Stripe => Field(item, "id"),
        WebhookPreset.Json => Field(item, source.IdField),
    };

    private string? Kind(JsonElement item, WebhookRequest request) => source.Preset switch
    {
        WebhookPreset.Shopify => request.Header("X-Shopify-Topic"),
        WebhookPreset.Hubspot => Field(item, "subscriptionType"),
        WebhookPreset.Stripe => Field(item, "type"),
        WebhookPreset.Json => Field(item, source.TypeField),
    };

    private static string? Field(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;
}
