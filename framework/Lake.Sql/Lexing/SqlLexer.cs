using System.Buffers;
using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Sql.Lexing;

/// <summary>
/// Splits SQL of the DuckDB dialect into tokens. Every text has tokens: what is not closed ends with the text and is
/// reported, characters of no meaning become operators.
/// </summary>
public sealed class SqlLexer
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`";

    /// <summary>An operator with one of these may end in + or -.</summary>
    private static readonly SearchValues<char> RareCharacters = SearchValues.Create("~!@#%^&|`");

    private readonly SourceFile _source;
    private readonly string _text;
    private readonly List<SqlToken> _tokens = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private int _at;

    private SqlLexer(SourceFile source) => (_source, _text) = (source, source.Text);

    /// <summary>The tokens, the last one being <see cref="SqlTokenKind.End"/>.</summary>
    public static (ImmutableArray<SqlToken> Tokens, ImmutableArray<Diagnostic> Diagnostics) Tokenize(SourceFile source)
    {
        var lexer = new SqlLexer(source);
        while (lexer.SkipTrivia())
        {
            lexer.Next();
        }

        lexer.Add(SqlTokenKind.End, lexer._text.Length);
        return ([.. lexer._tokens], [.. lexer._diagnostics]);
    }

    private char Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private void Add(SqlTokenKind kind, int start) =>
        _tokens.Add(new SqlToken(kind, TextSpan.FromBounds(start, _at), _text[start.._at]));

    private void Next()
    {
        var (start, first) = (_at, Peek());
        var kind = first switch
        {
            '\'' => Quoted('\'', escapes: false, "string"),
            '"' => Quoted('"', escapes: false, "identifier"),
            'e' or 'E' when Peek(1) == '\'' => Prefixed(escapes: true),
            'x' or 'X' or 'b' or 'B' when Peek(1) == '\'' => Prefixed(escapes: false),
            '$' => Dollar(),
            '?' => One(SqlTokenKind.Parameter),
            _ when char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))) => Number(),
            _ when IsWordStart(first) => Word(),
            _ => Operator(),
        };
        Add(kind, start);
    }

    private SqlTokenKind One(SqlTokenKind kind)
    {
        _at++;
        return kind;
    }

    private SqlTokenKind Prefixed(bool escapes)
    {
        _at++;
        return Quoted('\'', escapes, "string");
    }

    private SqlTokenKind Quoted(char quote, bool escapes, string what)
    {
        var start = _at++;
        while (_at < _text.Length)
        {
            var current = _text[_at++];
            if (current == '\\' && escapes && _at < _text.Length)
            {
                _at++;
            }
            else if (current == quote)
            {
                if (Peek() != quote)
                {
                    return quote == '"' ? SqlTokenKind.QuotedIdentifier : SqlTokenKind.String;
                }

                _at++;
            }
        }

        Report(SqlRules.Unclosed, start, $"This {what} is not closed.", $"Close it with {quote}.");
        return quote == '"' ? SqlTokenKind.QuotedIdentifier : SqlTokenKind.String;
    }

    /// <summary><c>$1</c>, <c>$name</c>, <c>$$text$$</c>, <c>$tag$text$tag$</c>.</summary>
    private SqlTokenKind Dollar()
    {
        var start = _at++;
        while (IsWordPart(Peek()) && Peek() != '$')
        {
            _at++;
        }

        var isTag = Peek() == '$' && !char.IsAsciiDigit(_text[start + 1]);
        if (!isTag)
        {
            return _at == start + 1 ? SqlTokenKind.Operator : SqlTokenKind.Parameter;
        }

        var tag = _text[start..++_at];
        var end = _text.IndexOf(tag, _at, StringComparison.Ordinal);
        if (end < 0)
        {
            Report(SqlRules.Unclosed, start, "This dollar-quoted string is not closed.", $"Close it with {tag}.");
        }

        _at = end < 0 ? _text.Length : end + tag.Length;
        return SqlTokenKind.String;
    }

    private SqlTokenKind Number()
    {
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '.')
        {
            var isExponent = Peek() is 'e' or 'E' && Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2));
            _at += isExponent ? 2 : 1;
        }

        return SqlTokenKind.Number;
    }

    private SqlTokenKind Word()
    {
        while (IsWordPart(Peek()))
        {
            _at++;
        }

        return SqlTokenKind.Word;
    }

    private SqlTokenKind Operator()
    {
        if (!OperatorCharacters.Contains(Peek(), StringComparison.Ordinal))
        {
            var pair = Peek() == ':' && Peek(1) is ':' or '=';
            _at += pair ? 2 : 1;
            return SqlTokenKind.Operator;
        }

        var start = _at;
        do
        {
            _at++;
        }
        while (OperatorCharacters.Contains(Peek(), StringComparison.Ordinal) && !AtComment());

        // The sign of a number is not part of the operator before it, as in a=-1, but for operators of rare characters.
        while (_at - start > 1 && _text[_at - 1] is '+' or '-' && _text.AsSpan(start.._at).IndexOfAny(RareCharacters) < 0)
        {
            _at--;
        }

        return SqlTokenKind.Operator;
    }

    private bool AtComment() => (Peek(), Peek(1)) is ('-', '-') or ('/', '*');

    /// <summary>False at the end of the text.</summary>
    private bool SkipTrivia()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(Peek()) || Peek() == '\uFEFF')
            {
                _at++;
            }
            else if (!AtComment())
            {
                return true;
            }
            else if (Peek() == '-')
            {
                var end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
                _at = end < 0 ? _text.Length : _at + end;
            }
            else
            {
                SkipBlockComment();
            }
        }

        return false;
    }

    /// <summary>Block comments nest.</summary>
    private void SkipBlockComment()
    {
        var (start, depth) = (_at, 0);
        do
        {
            var step = (Peek(), Peek(1));
            depth += step switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            _at += step is ('/', '*') or ('*', '/') ? 2 : 1;
        }
        while (depth > 0 && _at < _text.Length);
        if (depth > 0)
        {
            Report(SqlRules.Unclosed, start, "This comment is not closed.", "Close it with */.");
        }
    }

    private void Report(DiagnosticRule rule, int start, string message, string hint) =>
        _diagnostics.Add(rule.At(_source.At(start, Math.Min(2, _text.Length - start)), message, hint));

    private static bool IsWordStart(char c) => char.IsLetter(c) || c == '_' || c > '\u007f';

    private static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';
}
