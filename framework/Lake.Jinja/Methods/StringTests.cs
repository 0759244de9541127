using System.Globalization;
using System.Text;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary><c>isdigit</c> and its kin.</summary>
internal static class StringTests
{
    public static readonly Method<string>[] All =
    [
        new("isalpha", "", (s, _) => Every(s, Rune.IsLetter)),
        new("isalnum", "", (s, _) => Every(s, rune => Rune.IsLetter(rune) || IsNumeric(rune))),
        new("isascii", "", (s, _) => PyBox.Of(Ascii.IsValid(s))),
        new("isdecimal", "", (s, _) => Every(s, Rune.IsDigit)),
        new("isdigit", "", (s, _) => Every(s, IsDigit)),
        new("isnumeric", "", (s, _) => Every(s, IsNumeric)),
        new("isspace", "", (s, _) => PyBox.Of(s.Length > 0 && s.All(PyString.IsSpace))),
        new("isprintable", "", (s, _) => PyBox.Of(s.EnumerateRunes().All(PyRepr.IsPrintable))),
        new("isidentifier", "", (s, _) => PyBox.Of(IsIdentifier(s))),
        new("islower", "", (s, _) => PyBox.Of(IsLower(s))),
        new("isupper", "", (s, _) => PyBox.Of(IsUpper(s))),
        new("istitle", "", (s, _) => PyBox.Of(s.EnumerateRunes().Any(StringCases.IsCased) && StringCases.Title(s) == s)),
    ];

    public static bool IsLower(string text) => Cased(text) is { Count: > 0 } letters && letters.TrueForAll(Rune.IsLower);

    public static bool IsUpper(string text) => Cased(text) is { Count: > 0 } letters && letters.TrueForAll(Rune.IsUpper);

    public static bool IsIdentifier(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    private static List<Rune> Cased(string text) => [.. text.EnumerateRunes().Where(StringCases.IsCased)];

    private static object Every(string text, Func<Rune, bool> test) => PyBox.Of(text.Length > 0 && text.EnumerateRunes().All(test));

    private static bool IsDigit(Rune rune) =>
        Rune.IsDigit(rune) || (IsNumeric(rune) && Rune.GetNumericValue(rune) is >= 0 and <= 9 && rune.Value is 0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x2089));

    private static bool IsNumeric(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
