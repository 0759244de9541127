using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lake.Demo.Writing;

/// <summary>How values are spelled in the delivered files, whatever the machine's culture.</summary>
internal static class Spell
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>UTC with the offset written out.</summary>
    public static string Of(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    public static string? Of(DateTime? instant) => instant is { } value ? Of(value) : null;

    public static string Of(JsonNode node) => node.ToJsonString(Plain);
}
