namespace Lake.Gateway.Signatures;

/// <summary><c>X-Shopify-Hmac-Sha256</c>: Base64 over the body. No time is signed.</summary>
internal sealed class ShopifySignature(byte[] secret, TimeSpan tolerance) : Signature(secret, tolerance)
{
    public override bool IsValid(WebhookRequest request) => IsSigned(FromBase64(request.Header("X-Shopify-Hmac-Sha256")), request.Body);
}
