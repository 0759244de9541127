using System.Globalization;
using System.Text.RegularExpressions;

namespace Lake.Loader.Streams;

/// <summary>Sizes as people write them.</summary>
internal static partial class ByteSize
{
    private static readonly string[] Units = ["B", "K", "M", "G", "T"];

    /// <summary><c>500 MB</c>, <c>2GiB</c>, <c>1000</c>; null when the text is none.</summary>
    public static long? Parse(string text)
    {
        if (Size().Match(text) is not { Success: true } match
            || !double.TryParse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var power = Math.Max(0, Array.IndexOf(Units, match.Groups[2].Value.ToUpperInvariant()));
        return (long)(number * Math.Pow(match.Groups[3].Length > 0 ? 1024 : 1000, power));
    }

    [GeneratedRegex(@"^\s*(\d+(?:\.\d+)?)\s*([kmgtKMGT])?(i)?[bB]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Size();
}
