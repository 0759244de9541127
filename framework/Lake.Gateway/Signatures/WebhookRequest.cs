namespace Lake.Gateway.Signatures;

/// <summary>A request as far as senders sign it.</summary>
/// <param name="Uri">As the sender knows it.</param>
/// <param name="Header">Finds a header's value; null when there is none.</param>
internal sealed record WebhookRequest(string Method, string Uri, Func<string, string?> Header, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);
