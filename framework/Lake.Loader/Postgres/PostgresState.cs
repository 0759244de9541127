using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lake.Loader.Postgres;

/// <summary>How far a database was read: a property of the raw table, set in the commit that holds the rows.</summary>
internal sealed record PostgresState
{
    public const string Property = "lake.postgres";

    /// <summary>The watermark up to which all rows are loaded.</summary>
    public string? Lower { get; init; }

    /// <summary>The watermark up to which rows are being loaded, chunk by chunk.</summary>
    public string? Upper { get; init; }

    /// <summary>The key up to which these are.</summary>
    public string? Key { get; init; }

    /// <summary>The chunk whose rows are committed and may not be flagged yet.</summary>
    public string? Unflagged { get; init; }

    /// <param name="text">Null for nothing.</param>
    public static PostgresState Parse(string? text) => text is null ? new() : JsonSerializer.Deserialize(text, PostgresStateJson.Default.PostgresState) ?? new();

    public override string ToString() => JsonSerializer.Serialize(this, PostgresStateJson.Default.PostgresState);
}

[JsonSerializable(typeof(PostgresState))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
internal sealed partial class PostgresStateJson : JsonSerializerContext;
