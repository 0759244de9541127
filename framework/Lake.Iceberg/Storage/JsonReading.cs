using System.Collections.Immutable;
using System.Text.Json;

namespace Lake.Iceberg.Storage;

/// <summary>Members of JSON objects. A missing or ill-typed one fails with <see cref="JsonException"/> that names it; null counts as missing.</summary>
internal static class JsonReading
{
    public static JsonElement Required(this JsonElement json, string name) =>
        json.Optional(name) ?? throw new JsonException($"'{name}' is missing");

    public static JsonElement? Optional(this JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object ? throw new JsonException($"an object with '{name}' was expected, not {json.ValueKind}")
        : json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value
        : null;

    public static int RequiredInt(this JsonElement json, string name) =>
        json.OptionalInt(name) ?? throw new JsonException($"'{name}' is missing");

    public static long RequiredLong(this JsonElement json, string name) =>
        json.OptionalLong(name) ?? throw new JsonException($"'{name}' is missing");

    public static string RequiredText(this JsonElement json, string name) =>
        json.OptionalText(name) ?? throw new JsonException($"'{name}' is missing");

    public static int? OptionalInt(this JsonElement json, string name) => json.Optional(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw new JsonException($"'{name}' is not a whole number");

    /// <summary>Some writers have ids beyond the signed range; they are told apart all the same.</summary>
    public static long? OptionalLong(this JsonElement json, string name) => json.Optional(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var large) ? unchecked((long)large)
        : throw new JsonException($"'{name}' is not a whole number");

    public static string? OptionalText(this JsonElement json, string name) => json.Optional(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException($"'{name}' is not a text");

    public static bool? OptionalBoolean(this JsonElement json, string name) => json.Optional(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : throw new JsonException($"'{name}' is not true or false");

    /// <summary>Empty when missing.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) => json.Optional(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : throw new JsonException($"'{name}' is not a list");

    /// <summary>Empty when missing.</summary>
    public static ImmutableSortedDictionary<string, string> Texts(this JsonElement json, string name) => json.Optional(name) is not { } value
        ? ImmutableSortedDictionary<string, string>.Empty
        : value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().ToImmutableSortedDictionary(
                p => p.Name,
                p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() ?? "" : p.Value.GetRawText(),
                StringComparer.Ordinal)
            : throw new JsonException($"'{name}' is not an object");
}
