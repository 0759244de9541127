namespace Lake.Loader.Streams;

/// <summary>A stream whose rows are sent to us, each by an HTTP request.</summary>
/// <param name="Preset">Who sends, and so how he signs.</param>
/// <param name="SecretVariable">The environment variable that holds what requests are signed with.</param>
/// <param name="Endpoint">The path that is listened at: <c>/stripe</c>.</param>
public sealed record WebhookSource(WebhookPreset Preset, string SecretVariable, string Endpoint)
{
    /// <summary>The columns that every event has. The payload is the event's JSON as it was sent.</summary>
    public const string EventId = "event_id";
    public const string EventType = "event_type";
    public const string ReceivedAt = "received_at";
    public const string Payload = "payload";

    /// <summary>Events of so many bytes are committed together…</summary>
    public long BatchBytes { get; init; } = 5_000_000;

    /// <summary>…or those of so long a time.</summary>
    public TimeSpan BatchTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old a signed time may be, and how far ahead.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    public long LargestBody { get; init; } = 1_000_000;

    /// <summary>Requests a second; more are asked to come again.</summary>
    public int Rate { get; init; } = 1000;

    /// <summary>Where the sender believes to send to, for those who sign it; null for what the request says.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Of the preset for JSON: the header with the body's HMAC-SHA256 in hexadecimal, with or without <c>sha256=</c>.</summary>
    public string SignatureHeader { get; init; } = "X-Signature";

    /// <summary>Of the preset for JSON: the field at the top that names the event.</summary>
    public string IdField { get; init; } = "id";

    /// <summary>Of the preset for JSON: the field at the top that says what happened.</summary>
    public string TypeField { get; init; } = "type";
}

public enum WebhookPreset
{
    Json,
    Stripe,
    Shopify,
    Hubspot,
}
