using System.Text.Json;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Serving;

/// <summary>What the protocol answers.</summary>
/// <param name="Body">JSON; null for none.</param>
public sealed record RestAnswer(int Status, byte[]? Body = null)
{
    public string? ETag { get; init; }

    internal static RestAnswer Done { get; } = new(204);

    internal static RestAnswer Absent { get; } = new(404);

    internal static RestAnswer Of(Action<Utf8JsonWriter> members) => new(200, JsonText.WriteBytes(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }));

    public static RestAnswer OfToken(string token) => Of(json =>
    {
        json.WriteString("access_token", token);
        json.WriteString("token_type", "bearer");
        json.WriteString("issued_token_type", "urn:ietf:params:oauth:token-type:access_token");
        json.WriteNumber("expires_in", 3600);
    });

    /// <summary>The protocol's form of an error.</summary>
    public static RestAnswer Error(int status, string type, string message) => new(status, JsonText.WriteBytes(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", message);
        json.WriteString("type", type);
        json.WriteNumber("code", status);
        json.WriteEndObject();
        json.WriteEndObject();
    }));
}
