using System.Text;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Statistics;

/// <summary>Shortens bounds of text and binary so that they stay bounds: the lower is cut, the upper is cut and raised.</summary>
public static class BoundTruncation
{
    public static object Lower(object value, int length) => value switch
    {
        string text => CodePoints.Prefix(text, length),
        byte[] bytes when bytes.Length > length => bytes[..length],
        _ => value,
    };

    /// <summary>Null when nothing of that length is above the value.</summary>
    public static object? Upper(object value, int length) => value switch
    {
        string text => Raise(text, CodePoints.Prefix(text, length)),
        byte[] bytes when bytes.Length > length => Raise(bytes[..length]),
        _ => value,
    };

    private static string? Raise(string whole, string prefix)
    {
        if (prefix.Length == whole.Length)
        {
            return whole;
        }

        var runes = prefix.EnumerateRunes().ToList();
        for (var i = runes.Count - 1; i >= 0; i--)
        {
            // The code points of surrogates are no characters.
            var next = runes[i].Value == 0xD7FF ? 0xE000 : runes[i].Value + 1;
            if (Rune.IsValid(next))
            {
                return string.Concat(runes.Take(i).Append(new Rune(next)).Select(r => r.ToString()));
            }
        }

        return null;
    }

    private static byte[]? Raise(byte[] prefix)
    {
        for (var i = prefix.Length - 1; i >= 0; i--)
        {
            if (prefix[i] != 0xff)
            {
                var raised = prefix[..(i + 1)];
                raised[i]++;
                return raised;
            }
        }

        return null;
    }
}
