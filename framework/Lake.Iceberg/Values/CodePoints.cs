namespace Lake.Iceberg.Values;

internal static class CodePoints
{
    /// <summary>The first code points of a text; surrogate pairs stay whole.</summary>
    public static string Prefix(string text, int count)
    {
        var end = 0;
        for (var n = 0; n < count && end < text.Length; n++)
        {
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length && char.IsLowSurrogate(text[end + 1]) ? 2 : 1;
        }

        return text[..end];
    }
}
