using System.Text;

namespace Lake.Jinja.Methods;

/// <summary>The letters whose upper, lower or title case is more than one letter or depends on the place.</summary>
internal static class SpecialCasing
{
    private static string? Upper(char c) => c switch
    {
        '\u00DF' => "SS",
        '\u0149' => "\u02BCN",
        '\u01F0' => "J\u030C",
        '\u0390' => "\u0399\u0308\u0301",
        '\u03B0' => "\u03A5\u0308\u0301",
        '\u0587' => "\u0535\u0552",
        '\uFB00' => "FF",
        '\uFB01' => "FI",
        '\uFB02' => "FL",
        '\uFB03' => "FFI",
        '\uFB04' => "FFL",
        '\uFB05' => "ST",
        '\uFB06' => "ST",
        _ => null,
    };

    /// <summary>Digraphs that are one letter have a title case of their own.</summary>
    private static string? Title(char c) => c switch
    {
        '\u01C4' => "\u01C5",
        '\u01C5' => "\u01C5",
        '\u01C6' => "\u01C5",
        '\u01C7' => "\u01C8",
        '\u01C8' => "\u01C8",
        '\u01C9' => "\u01C8",
        '\u01CA' => "\u01CB",
        '\u01CB' => "\u01CB",
        '\u01CC' => "\u01CB",
        '\u01F1' => "\u01F2",
        '\u01F2' => "\u01F2",
        '\u01F3' => "\u01F2",
        '\u00DF' => "Ss",
        '\uFB00' => "Ff",
        '\uFB01' => "Fi",
        '\uFB02' => "Fl",
        _ => null,
    };

    public static string ToUpper(string text)
    {
        var upper = text.ToUpperInvariant();
        return Ascii.IsValid(upper) || !upper.Any(c => Upper(c) is not null)
            ? upper
            : string.Concat(upper.Select(c => Upper(c) ?? c.ToString()));
    }

    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var lower = new StringBuilder(text.ToLowerInvariant());
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == '\u03A3' && IsFinal(text, i))
            {
                lower[i] = '\u03C2';
            }
            else if (text[i] == '\u0130')
            {
                lower.Remove(i, 1).Insert(i, "i\u0307");
            }
        }

        return lower.ToString();
    }

    public static string ToTitle(Rune letter) =>
        (letter.IsBmp ? Title((char)letter.Value) : null) ?? ToUpper(letter.ToString());

    /// <summary>A sigma that ends a word.</summary>
    private static bool IsFinal(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && (at + 1 == text.Length || !char.IsLetter(text[at + 1]));
}
