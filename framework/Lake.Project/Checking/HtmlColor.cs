using System.Drawing;

namespace Lake.Project.Checking;

/// <summary>Colours as the documentation draws them: the names that HTML knows, or hexadecimal digits.</summary>
internal static class HtmlColor
{
    public static bool IsValid(string text) => text.StartsWith('#')
        ? text.Length is 4 or 7 && text.Skip(1).All(char.IsAsciiHexDigit)
        : Color.FromName(text.Replace("grey", "gray", StringComparison.OrdinalIgnoreCase)) is { IsKnownColor: true, IsSystemColor: false };
}
