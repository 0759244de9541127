using System.Globalization;

namespace Lake.Gateway.Signatures;

/// <summary>Version 3: <c>X-HubSpot-Signature-v3</c> is Base64 over method, address, body and the time in milliseconds.</summary>
internal sealed class HubSpotSignature(byte[] secret, TimeSpan tolerance) : Signature(secret, tolerance)
{
    public override bool IsValid(WebhookRequest request)
    {
        var time = request.Header("X-HubSpot-Request-Timestamp") ?? "";
        var seconds = long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? (at / 1000).ToString(CultureInfo.InvariantCulture) : null;
        return IsSigned(FromBase64(request.Header("X-HubSpot-Signature-v3")), Bytes(request.Method + request.Uri), request.Body, Bytes(time))
            && IsRecent(seconds, request.ReceivedAt);
    }
}
