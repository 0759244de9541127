namespace Lake.Gateway.Signatures;

/// <summary><c>Stripe-Signature: t=seconds,v1=hex[,v1=hex]</c> over <c>seconds.body</c>; several while a secret is replaced.</summary>
internal sealed class StripeSignature(byte[] secret, TimeSpan tolerance) : Signature(secret, tolerance)
{
    public override bool IsValid(WebhookRequest request)
    {
        var parts = (request.Header("Stripe-Signature") ?? "").Split(',', StringSplitOptions.TrimEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToList();
        var time = parts.Find(p => p[0] == "t")?[1];
        var isSigned = false;
        foreach (var part in parts.Where(p => p[0] == "v1"))
        {
            isSigned |= IsSigned(FromHex(part[1]), Bytes($"{time}."), request.Body);
        }

        return isSigned && IsRecent(time, request.ReceivedAt);
    }
}
