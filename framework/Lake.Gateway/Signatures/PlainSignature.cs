namespace Lake.Gateway.Signatures;

/// <summary>A header with the hexadecimal HMAC of the body, or of <c>seconds.body</c> where <c>X-Timestamp</c> tells the seconds.</summary>
internal sealed class PlainSignature(byte[] secret, string header, TimeSpan tolerance) : Signature(secret, tolerance)
{
    private const string Algorithm = "sha256=";

    public override bool IsValid(WebhookRequest request)
    {
        var shown = request.Header(header) ?? "";
        var signature = FromHex(shown.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase) ? shown[Algorithm.Length..] : shown);
        return request.Header("X-Timestamp") is { } time
            ? IsSigned(signature, Bytes($"{time}."), request.Body) && IsRecent(time, request.ReceivedAt)
            : IsSigned(signature, request.Body);
    }
}
