using System.Collections.Immutable;
using System.Text.Json;
using Lake.Trino.Values;

namespace Lake.Trino.Queries;

/// <summary>One answer of the protocol.</summary>
internal sealed record Page
{
    public string Id { get; private set; } = "";

    public Uri? Next { get; private set; }

    public Uri? Info { get; private set; }

    public ImmutableArray<TrinoColumn>? Columns { get; private set; }

    /// <summary>Rows as JSON, an array of arrays; empty when the page has none.</summary>
    public ReadOnlyMemory<byte> Rows { get; private set; }

    public WireSegments? Segments { get; private set; }

    public TrinoStatistics Statistics { get; private set; } = new();

    public ImmutableArray<string> Warnings { get; private set; } = [];

    public WireError? Error { get; private set; }

    public string? UpdateType { get; private set; }

    public long? UpdateCount { get; private set; }

    /// <summary>Fails with <see cref="JsonException"/>, or <see cref="InvalidOperationException"/> where a value has another kind, when it is no page.</summary>
    /// <param name="knowsColumns">Skips the columns, which every page repeats.</param>
    public static Page Parse(byte[] body, bool knowsColumns)
    {
        var page = new Page();
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("it is no JSON object");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "data")
            {
                page.ReadData(ref json, body);
            }
            else
            {
                page.Read(name, ref json, knowsColumns);
            }
        }

        return page.Id.Length > 0 ? page : throw new JsonException("it has no id");
    }

    /// <summary>False for what begins like a page and ends before its last brace.</summary>
    public static bool IsWhole(byte[] body)
    {
        var text = body.AsSpan().Trim(" \r\n\t"u8);
        return text is not [(byte)'{', ..] or [.., (byte)'}'];
    }

    /// <summary>The same without a next page.</summary>
    public static Page Finished(Page page) => page with { Next = null };

    private void Read(string? name, ref Utf8JsonReader json, bool knowsColumns)
    {
        switch (name)
        {
            case "id":
                Id = json.GetString() ?? "";
                break;
            case "nextUri":
                Next = Address(json.GetString());
                break;
            case "infoUri":
                Info = Address(json.GetString());
                break;
            case "updateType":
                UpdateType = json.GetString();
                break;
            case "updateCount" when json.TokenType == JsonTokenType.Number:
                UpdateCount = json.GetInt64();
                break;
            case "columns" when !knowsColumns:
                Columns = JsonSerializer.Deserialize(ref json, WireJson.Default.ListWireColumn) is { } columns ? [.. columns.Select(WireTypes.Column)] : null;
                break;
            case "stats":
                Statistics = JsonSerializer.Deserialize(ref json, WireJson.Default.TrinoStatistics) ?? Statistics;
                break;
            case "warnings":
                Warnings = [.. (JsonSerializer.Deserialize(ref json, WireJson.Default.ListWireWarning) ?? []).Select(w => w.Message).OfType<string>()];
                break;
            case "error":
                Error = JsonSerializer.Deserialize(ref json, WireJson.Default.WireError);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private void ReadData(ref Utf8JsonReader json, byte[] body)
    {
        if (json.TokenType == JsonTokenType.StartObject)
        {
            Segments = JsonSerializer.Deserialize(ref json, WireJson.Default.WireSegments);
            return;
        }

        var start = (int)json.TokenStartIndex;
        json.Skip();
        Rows = json.TokenType == JsonTokenType.EndArray ? body.AsMemory(start, (int)json.BytesConsumed - start) : default;
    }

    private static Uri? Address(string? text) =>
        text is null ? null : Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : throw new JsonException("an address in it is none");
}
