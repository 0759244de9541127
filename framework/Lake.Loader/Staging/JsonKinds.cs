using System.Text.Json;

namespace Lake.Loader.Staging;

/// <summary>The types that top-level keys of JSON objects have shown so far, in the order of their first appearance.</summary>
internal sealed class JsonKinds
{
    private readonly Dictionary<string, string?> _types = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of scalars only; what is never more than null or an object or a list has no type yet.</summary>
    public IEnumerable<(string Name, string Type)> Columns =>
        from pair in _types
        where pair.Value is not null
        select (pair.Key, pair.Value);

    public void Add(string key, ref Utf8JsonReader value)
    {
        var type = TypeOf(ref value);
        _types[key] = _types.TryGetValue(key, out var known) ? Join(known, type) : type;
    }

    private static string? TypeOf(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.String => "VARCHAR",
        JsonTokenType.True or JsonTokenType.False => "BOOLEAN",
        JsonTokenType.Number => value.TryGetInt64(out _) ? "BIGINT" : "DOUBLE",
        _ => null,
    };

    private static string? Join(string? known, string? seen) => (known, seen) switch
    {
        (null, _) => seen,
        (_, null) => known,
        ("BIGINT", "DOUBLE") or ("DOUBLE", "BIGINT") => "DOUBLE",
        _ => known == seen ? known : "VARCHAR",
    };
}
