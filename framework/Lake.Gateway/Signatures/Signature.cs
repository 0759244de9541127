using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lake.Loader.Streams;

namespace Lake.Gateway.Signatures;

/// <summary>How a sender shows that a request is his. Comparisons take a time that tells nothing of how much was right.</summary>
internal abstract class Signature(byte[] secret, TimeSpan tolerance)
{
    public static Signature Of(WebhookSource source, string secret) => source.Preset switch
    {
        WebhookPreset.Stripe => new StripeSignature(Encoding.UTF8.GetBytes(secret), source.Tolerance),
        WebhookPreset.Shopify => new ShopifySignature(Encoding.UTF8.GetBytes(secret), source.Tolerance),
        WebhookPreset.Hubspot => new HubSpotSignature(Encoding.UTF8.GetBytes(secret), source.Tolerance),
        WebhookPreset.Json => new PlainSignature(Encoding.UTF8.GetBytes(secret), source.SignatureHeader, source.Tolerance),
    };

    public abstract bool IsValid(WebhookRequest request);

    /// <summary>Whether a time in seconds since 1970 is about now.</summary>
    protected bool IsRecent(string? seconds, DateTimeOffset now) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && Math.Abs(now.ToUnixTimeSeconds() - at) <= tolerance.TotalSeconds;

    /// <summary>Whether the signature is that of the parts together.</summary>
    protected bool IsSigned(ReadOnlySpan<byte> shown, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        foreach (var part in parts)
        {
            hmac.AppendData(part.Span);
        }

        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), shown);
    }

    /// <summary>No bytes when the text is no hexadecimal.</summary>
    protected static byte[] FromHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];

    /// <summary>No bytes when the text is no Base64.</summary>
    protected static byte[] FromBase64(string? text)
    {
        var bytes = new byte[(text ?? "").Length];
        return Convert.TryFromBase64String(text ?? "", bytes, out var count) ? bytes[..count] : [];
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
