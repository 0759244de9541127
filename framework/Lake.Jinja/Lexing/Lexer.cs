using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Lexing;

/// <summary>
/// Cuts a template into tokens. Offsets are those of the source as it stands; line breaks are normalised in values.
/// </summary>
internal sealed class Lexer
{
    private const int CharactersPerToken = 8;
    private readonly SourceFile _source;
    private readonly string _text;
    private readonly int _start;
    private readonly int _end;
    private readonly bool _isDbt;
    private readonly List<Diagnostic> _diagnostics;
    private readonly List<Token> _tokens;
    private readonly TagLexer _tags;

    private Lexer(SourceFile source, TextSpan span, bool isDbt, List<Diagnostic> diagnostics)
    {
        (_source, _text, _isDbt, _diagnostics) = (source, source.Text, isDbt, diagnostics);
        _start = span.Start;
        _end = EndWithoutLastBreak(_text, span);
        _tokens = new List<Token>(Math.Max(16, span.Length / CharactersPerToken));
        _tags = new TagLexer(source, _end, _tokens, diagnostics);
    }

    public static List<Token> Read(SourceFile source, TextSpan span, bool isDbt, List<Diagnostic> diagnostics)
    {
        var lexer = new Lexer(source, span, isDbt, diagnostics);
        lexer.Run();
        return lexer._tokens;
    }

    internal static string NormalizeBreaks(string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? text.WithLineFeeds() : text;

    private static int EndWithoutLastBreak(string text, TextSpan span)
    {
        var part = text.AsSpan(span.Start, span.Length);
        return part.EndsWith("\r\n", StringComparison.Ordinal) ? span.End - 2
            : part.EndsWith('\n') || part.EndsWith('\r') ? span.End - 1
            : span.End;
    }

    private void Run()
    {
        var at = _start;
        while (at < _end)
        {
            var begin = FindBegin(at);
            if (begin < 0)
            {
                AddText(at, _end, strip: false);
                break;
            }

            var sign = begin + 2 < _end ? _text[begin + 2] : '\0';
            var inside = begin + 2 + (sign is '-' or '+' ? 1 : 0);
            AddText(at, begin, strip: sign == '-');
            at = _text[begin + 1] switch
            {
                '#' => Comment(begin, inside),
                '{' => _tags.Read(begin, inside, isOutput: true),
                _ => Raw(inside) ?? Block(begin, inside),
            };
        }

        _tokens.Add(new Token(TokenKind.EndOfTemplate, _end, _end));
    }

    private int FindBegin(int from)
    {
        var at = from;
        while (true)
        {
            var offset = _text.AsSpan(at, _end - at).IndexOf('{');
            if (offset < 0 || at + offset + 1 >= _end)
            {
                return -1;
            }

            at += offset;
            if (_text[at + 1] is '{' or '%' or '#')
            {
                return at;
            }

            at++;
        }
    }

    private void AddText(int start, int end, bool strip)
    {
        while (strip && end > start && PyString.IsSpace(_text[end - 1]))
        {
            end--;
        }

        if (end > start)
        {
            _tokens.Add(new Token(TokenKind.Text, start, end));
        }
    }

    private int Comment(int begin, int inside)
    {
        var close = _text.AsSpan(inside, _end - inside).IndexOf("#}");
        if (close < 0)
        {
            if (inside == _end)
            {
                return _end;
            }

            Fail(begin, begin + 2, "Missing end of comment tag");
            return _end;
        }

        close += inside;
        return close > inside && _text[close - 1] == '-' ? SkipSpace(close + 2) : close + 2;
    }

    private int Block(int begin, int inside)
    {
        var first = _tokens.Count;
        var at = _tags.Read(begin, inside, isOutput: false);
        return _isDbt && first + 1 < _tokens.Count && _tokens[first + 1].Is("docs") ? Verbatim(at, "enddocs") ?? at : at;
    }

    /// <summary>The text up to the closing tag, which stays to be read; null when there is no such tag.</summary>
    private int? Verbatim(int at, string endName)
    {
        if (FindTag(at, endName) is not { } tag)
        {
            return null;
        }

        AddText(at, tag.Start, strip: tag.Strips);
        return tag.Start;
    }

    /// <summary>The offset after a raw block, or null when the tag is not one.</summary>
    private int? Raw(int inside)
    {
        if (TagEnd(inside, "raw") is not { } start)
        {
            return null;
        }

        if (FindTag(start, "endraw") is not { } tag)
        {
            Fail(inside - 2, start, "Missing end of raw directive");
            return _end;
        }

        AddText(start, tag.Start, strip: tag.Strips);
        return tag.End;
    }

    private (int Start, int End, bool Strips)? FindTag(int from, string name)
    {
        for (var at = from; at < _end; at += 2)
        {
            var offset = _text.AsSpan(at, _end - at).IndexOf("{%");
            if (offset < 0)
            {
                return null;
            }

            at += offset;
            var sign = at + 2 < _end && _text[at + 2] is '-' or '+' ? _text[at + 2] : '\0';
            if (TagEnd(at + (sign == '\0' ? 2 : 3), name, plus: true) is { } end)
            {
                return (at, end, sign == '-');
            }
        }

        return null;
    }

    /// <summary>The offset after a tag that holds only this name, with the white space it strips.</summary>
    private int? TagEnd(int at, string name, bool plus = false)
    {
        at = SkipSpace(at);
        if (string.CompareOrdinal(_text, at, name, 0, name.Length) != 0)
        {
            return null;
        }

        at = SkipSpace(at + name.Length);
        if (at < _end && (_text[at] == '-' || (plus && _text[at] == '+')) && string.CompareOrdinal(_text, at + 1, "%}", 0, 2) == 0)
        {
            return _text[at] == '-' ? SkipSpace(at + 3) : at + 3;
        }

        return string.CompareOrdinal(_text, at, "%}", 0, 2) == 0 && at + 2 <= _end ? at + 2 : null;
    }

    private int SkipSpace(int at)
    {
        while (at < _end && PyString.IsSpace(_text[at]))
        {
            at++;
        }

        return Math.Min(at, _end);
    }

    private void Fail(int start, int end, string message) =>
        _diagnostics.Add(JinjaRules.Syntax.At(_source.At(TextSpan.FromBounds(start, end)), message));
}

internal static class LineBreaks
{
    /// <summary>CR LF and lone CR become LF; unlike the framework's method it leaves other separators alone.</summary>
    public static string WithLineFeeds(this string text) =>
        new StringBuilder(text).Replace("\r\n", "\n").Replace('\r', '\n').ToString();
}
