using System.Globalization;
using System.Text;

namespace Lake.Jinja.Methods;

/// <summary>Upper and lower case.</summary>
internal static class StringCases
{
    public static readonly Method<string>[] All =
    [
        new("upper", "", (s, _) => Upper(s)),
        new("lower", "", (s, _) => Lower(s)),
        new("casefold", "", (s, _) => Lower(s).Replace("ß", "ss", StringComparison.Ordinal)),
        new("capitalize", "", (s, _) => Capitalize(s)),
        new("title", "", (s, _) => Title(s)),
        new("swapcase", "", (s, _) => string.Concat(s.EnumerateRunes().Select(SwapCase))),
    ];

    public static string Upper(string text) => SpecialCasing.ToUpper(text);

    public static string Lower(string text) => SpecialCasing.ToLower(text);

    private static string SwapCase(Rune letter) => Rune.IsUpper(letter) ? Lower(letter.ToString()) : Upper(letter.ToString());

    public static string Capitalize(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var first = Rune.GetRuneAt(text, 0);
        return SpecialCasing.ToTitle(first) + Lower(text[first.Utf16SequenceLength..]);
    }

    /// <summary>Every letter after a character that is no letter is upper case.</summary>
    public static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        var inWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(inWord ? Lower(rune.ToString()) : SpecialCasing.ToTitle(rune));
            inWord = IsCased(rune);
        }

        return result.ToString();
    }

    public static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
}
