using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Lexing;

/// <summary>Cuts the inside of tags, <c>{{ … }}</c> or <c>{% … %}</c>, into tokens.</summary>
internal sealed class TagLexer(SourceFile source, int end, List<Token> tokens, List<Diagnostic> diagnostics)
{
    private readonly string _text = source.Text;
    private readonly Stack<char> _open = new();

    /// <summary>Reads to the end of the tag and gives the offset after it.</summary>
    public int Read(int begin, int inside, bool isOutput)
    {
        _open.Clear();
        tokens.Add(new Token(isOutput ? TokenKind.OutputBegin : TokenKind.BlockBegin, begin, inside));
        var at = inside;
        while (at < end)
        {
            var c = _text[at];
            if (PyString.IsSpace(c))
            {
                at++;
                continue;
            }

            if (_open.Count == 0 && CloseAt(at, isOutput) is var close && close > 0)
            {
                return Close(at, close, isOutput);
            }

            var next = Next(at, c);
            if (next < 0)
            {
                return Recover(at, isOutput);
            }

            at = next;
        }

        return end;
    }

    /// <summary>The length of the closing mark here, or 0.</summary>
    private int CloseAt(int at, bool isOutput)
    {
        var mark = isOutput ? "}}" : "%}";
        var sign = _text[at] == '-' || (_text[at] == '+' && !isOutput) ? 1 : 0;
        return at + sign + 2 <= end && string.CompareOrdinal(_text, at + sign, mark, 0, 2) == 0 ? sign + 2 : 0;
    }

    private int Close(int at, int length, bool isOutput)
    {
        var after = at + length;
        while (_text[at] == '-' && after < end && PyString.IsSpace(_text[after]))
        {
            after++;
        }

        tokens.Add(new Token(isOutput ? TokenKind.OutputEnd : TokenKind.BlockEnd, at, after));
        return after;
    }

    /// <summary>Adds the next token and gives the offset after it, or -1 when there is none.</summary>
    private int Next(int at, char c)
    {
        if (c is '"' or '\'')
        {
            return String(at);
        }

        if (char.IsAsciiDigit(c) && NumberLiteral.Read(_text, at, end) is { } number)
        {
            tokens.Add(number);
            return number.End;
        }

        if (IsWord(c))
        {
            return Name(at);
        }

        var (kind, length) = Operators.Match(c, at + 1 < end ? _text[at + 1] : '\0');
        if (length == 0)
        {
            Fail(at, at + 1, $"unexpected char {PyRepr.OfString(c.ToString())} at {at.ToString(CultureInfo.InvariantCulture)}");
            return -1;
        }

        if (!Balance(at, c))
        {
            return -1;
        }

        tokens.Add(new Token(kind, at, at + length));
        return at + length;
    }

    private int String(int at)
    {
        var close = StringLiteral.FindEnd(_text, at, end);
        if (close < 0)
        {
            Fail(at, at + 1, $"unexpected char {PyRepr.OfString(_text[at].ToString())} at {at.ToString(CultureInfo.InvariantCulture)}");
            return -1;
        }

        var (value, error) = StringLiteral.Unescape(Lexer.NormalizeBreaks(_text[(at + 1)..(close - 1)]));
        if (error is not null)
        {
            Fail(at, close, error);
        }

        tokens.Add(new Token(TokenKind.String, at, close, value));
        return close;
    }

    private int Name(int at)
    {
        var after = at;
        while (after < end && IsWord(_text[after]))
        {
            after++;
        }

        if (!char.IsLetter(_text[at]) && _text[at] != '_' && !char.IsSurrogate(_text[at]))
        {
            Fail(at, after, "Invalid character in identifier");
        }

        tokens.Add(new Token(TokenKind.Name, at, after, NamePool.Get(_text.AsSpan(at, after - at))));
        return after;
    }

    private bool Balance(int at, char c)
    {
        if (c is '(' or '[' or '{')
        {
            _open.Push(c == '(' ? ')' : c == '[' ? ']' : '}');
        }
        else if (c is ')' or ']' or '}' && (!_open.TryPop(out var expected) || expected != c))
        {
            Fail(at, at + 1, $"unexpected '{c}'" + (expected == '\0' ? "" : $", expected '{expected}'"));
            return false;
        }

        return true;
    }

    /// <summary>After an error: the tag ends at its next closing mark.</summary>
    private int Recover(int at, bool isOutput)
    {
        tokens.Add(new Token(TokenKind.Bad, at, at));
        var offset = _text.AsSpan(at, end - at).IndexOf(isOutput ? "}}" : "%}");
        return offset < 0 ? end : Close(at + offset, 2, isOutput);
    }

    private static bool IsWord(char c) =>
        char.IsAsciiLetterOrDigit(c) || c == '_' || (c > '\x7f' && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));

    private void Fail(int start, int stop, string message) =>
        diagnostics.Add(JinjaRules.Syntax.At(source.At(TextSpan.FromBounds(start, stop)), message));
}
