using Lake.Text;
using Lake.Yaml.Rules;
using YamlDotNet.Core;

namespace Lake.Yaml.Parsing;

/// <summary>Where a YAML text is wrong, in words that say what to do, and how to read on behind it.</summary>
internal static class SyntaxErrors
{
    /// <param name="error">YamlDotNet's; its scanner also fails with <see cref="InvalidOperationException"/>, which has no place.</param>
    /// <param name="reached">How far reading had come.</param>
    public static TextSpan Place(SourceFile source, string text, Exception error, int reached)
    {
        var at = (int)Math.Clamp(error is YamlException yaml ? yaml.Start.Index : reached, 0, text.Length);
        if (IsTab(error) && TabIndent(text, at) is { } tab)
        {
            return tab;
        }

        if (at == text.Length && at > 0)
        {
            at = text.AsSpan().TrimEnd().Length;
        }

        var line = source.Lines.GetLineSpan(source.GetPosition(at).Line);
        return TextSpan.FromBounds(at, Math.Max(at, Math.Min(line.End, at + 1)));
    }

    public static Diagnostic Describe(SourceFile source, TextSpan place, Exception error)
    {
        var line = source.Lines.GetLineSpan(source.GetPosition(place.Start).Line);
        var content = source.GetText(line);
        var indent = content.AsSpan(0, content.Length - content.AsSpan().TrimStart().Length);
        var tab = indent.IndexOf('\t');
        if (tab >= 0)
        {
            return YamlRules.Tab.At(
                source.At(line.Start + tab, 1), "a tab character is used for indentation", "indent with spaces: YAML does not allow tabs there");
        }

        if (error is AnchorNotFoundException)
        {
            return YamlRules.UnknownAnchor.At(source.At(place), Sentence(error.Message), "define it above with '&name', or write the value out");
        }

        if (source.Text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            return YamlRules.Syntax.At(source.At(nul, 1), "the file holds a NUL character, which YAML does not allow", "remove it, or save the file as text again");
        }

        var message = error is YamlException ? Sentence(error.Message) : "a value is not written as YAML wants it";
        return Reserved(source, place) is { } mark
            ? YamlRules.Syntax.At(source.At(place), $"a value cannot begin with '{mark}'", $"put quotes around it: \"{mark}…\"")
            : YamlRules.Syntax.At(source.At(place), message, Hint(content, message));
    }

    /// <summary>The character at the place, when plain values cannot begin with it.</summary>
    private static char? Reserved(SourceFile source, TextSpan place) =>
        place.Start < source.Text.Length && source.Text[place.Start] is '%' or '@' or '`' ? source.Text[place.Start] : null;

    private static bool IsTab(Exception error) => error.Message.Contains("tab", StringComparison.Ordinal);

    /// <summary>The first tab from there on that indents a line.</summary>
    private static TextSpan? TabIndent(string text, int offset)
    {
        for (var line = LineStart(text, offset); line < text.Length; line = NextLine(text, line))
        {
            var at = line;
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            if (at < text.Length && text[at] == '\t')
            {
                return new TextSpan(at, 1);
            }
        }

        return null;
    }

    /// <summary>The text with the entry in the first column that holds the offset blanked out; null when nothing is left to read.</summary>
    public static string? WithoutBlockAt(string text, int offset)
    {
        var start = LineStart(text, Math.Min(offset, Math.Max(0, text.Length - 1)));
        while (start > 0 && !StartsEntry(text, start))
        {
            start = LineStart(text, start - 1);
        }

        var end = NextLine(text, Math.Max(start, LineStart(text, Math.Min(offset, Math.Max(0, text.Length - 1)))));
        while (end < text.Length && !StartsEntry(text, end))
        {
            end = NextLine(text, end);
        }

        var blanked = string.Create(end - start, (text, start), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = state.text[state.start + i];
                span[i] = c is '\n' or '\r' ? c : ' ';
            }
        });
        var rest = text[..start] + blanked + text[end..];
        return rest == text || string.IsNullOrWhiteSpace(rest) ? null : rest;
    }

    private static bool StartsEntry(string text, int start) =>
        start < text.Length && (char.IsLetter(text[start]) || text[start] is '_' or '"' or '\'');

    private static int LineStart(string text, int offset)
    {
        while (offset > 0 && text[offset - 1] != '\n')
        {
            offset--;
        }

        return offset;
    }

    private static int NextLine(string text, int offset)
    {
        var end = text.IndexOf('\n', offset);
        return end < 0 ? text.Length : end + 1;
    }

    private static string Sentence(string message)
    {
        var text = message.Trim().TrimEnd('.');
        var end = text.StartsWith('(') ? text.IndexOf("): ", StringComparison.Ordinal) : -1;
        text = end > 0 ? text[(end + 3)..] : text;
        text = text.Replace(",  ", ", ", StringComparison.Ordinal);
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    private static string Hint(string line, string message)
    {
        var trimmed = line.Trim();
        if (trimmed.Contains("{{", StringComparison.Ordinal) || trimmed.Contains("{%", StringComparison.Ordinal))
        {
            return "put quotes around a value that begins with '{{': key: \"{{ … }}\"";
        }

        if (trimmed.Count(c => c == '"') % 2 == 1 || trimmed.Count(c => c == '\'') % 2 == 1)
        {
            return "a quote seems to be open: close it, or put the other kind of quotes around the value";
        }

        var isOpen = trimmed.Count(c => c is '[' or '{') > trimmed.Count(c => c is ']' or '}');
        if (isOpen || message.Contains("expected ','", StringComparison.Ordinal))
        {
            return "close the '[' or '{' that is open, or separate its items with commas";
        }

        return trimmed.Count(c => c == ':') > 1
            ? "put quotes around a value that contains ': '"
            : "check the indentation of this line and of the one above";
    }
}
