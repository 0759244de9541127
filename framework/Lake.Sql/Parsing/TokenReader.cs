using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>
/// Walks over the tokens of one statement. After the first error the reader stands at the end and everything it is
/// asked for is empty, so a parser need not check each step; the statement is then thrown away.
/// </summary>
internal sealed class TokenReader
{
    private readonly SourceFile _source;
    private readonly ImmutableArray<SqlToken> _tokens;
    private readonly SqlToken _end;
    private int _at;

    public TokenReader(SourceFile source, ImmutableArray<SqlToken> tokens)
    {
        (_source, _tokens) = (source, tokens);
        _end = new SqlToken(SqlTokenKind.End, new TextSpan(tokens[^1].Span.End, 0), "");
    }

    public Diagnostic? Error { get; private set; }

    public TextSpan Span => TextSpan.Cover(_tokens[0].Span, _tokens[^1].Span);

    public ImmutableArray<SqlToken> Tokens => _tokens;

    public SqlToken Current => Ahead(0);

    public bool AtEnd => _at >= _tokens.Length;

    public SqlToken Ahead(int count) => _at + count < _tokens.Length ? _tokens[_at + count] : _end;

    public SqlToken Next()
    {
        var token = Current;
        _at = Math.Min(_at + 1, _tokens.Length);
        return token;
    }

    public bool IsWords(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Ahead(i).IsWord(words[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Another reader, of a part of the statement.</summary>
    public TokenReader Within(TextSpan span) =>
        new(_source, [.. _tokens.Where(token => token.Span.Start >= span.Start && token.Span.End <= span.End)]);

    /// <summary>Takes the words when all of them follow, else nothing.</summary>
    public bool TryWords(params ReadOnlySpan<string> words)
    {
        if (!IsWords(words))
        {
            return false;
        }

        _at += words.Length;
        return true;
    }

    public bool TryOperator(string text)
    {
        if (!Current.IsOperator(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    public void ExpectWord(string word)
    {
        if (!TryWords(word))
        {
            Fail(word.ToUpperInvariant());
        }
    }

    public void ExpectOperator(string text)
    {
        if (!TryOperator(text))
        {
            Fail($"'{text}'");
        }
    }

    public SqlName Name(string what)
    {
        if (!Current.IsIdentifier)
        {
            Fail(what);
            return new SqlName("", Current.Span);
        }

        var token = Next();
        return new SqlName(token.Name, token.Span);
    }

    public QualifiedName Path(string what)
    {
        var parts = ImmutableArray.CreateBuilder<SqlName>();
        do
        {
            parts.Add(Name(what));
        }
        while (TryOperator("."));
        return new QualifiedName(parts.ToImmutable(), TextSpan.Cover(parts[0].Span, parts[^1].Span));
    }

    /// <summary>Names in parentheses.</summary>
    public ImmutableArray<SqlName> NameList(string what) => List(() => Name(what));

    /// <summary>Items in parentheses, separated by commas; a comma may follow the last.</summary>
    public ImmutableArray<T> List<T>(Func<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        ExpectOperator("(");
        while (Error is null && !TryOperator(")"))
        {
            items.Add(item());
            if (!TryOperator(",") && !Current.IsOperator(")"))
            {
                Fail("',' or ')'");
            }
        }

        return items.ToImmutable();
    }

    /// <summary>A text in quotes.</summary>
    public string Text(string what)
    {
        if (Current.Kind != SqlTokenKind.String)
        {
            Fail(what);
            return "";
        }

        return SqlText.Unquote(Next().Text);
    }

    /// <summary>
    /// Everything up to a token outside of parentheses, brackets and CASE … END for which <paramref name="stop"/> is
    /// true, or to the end.
    /// </summary>
    public TextSpan Until(Func<bool> stop, string what)
    {
        var (start, depth) = (_at, 0);
        while (!AtEnd && (depth > 0 || !stop()))
        {
            depth += Depth(Current);
            if (depth < 0)
            {
                break;
            }

            _at++;
        }

        if (_at == start)
        {
            Fail(what);
            return Current.Span;
        }

        return TextSpan.Cover(_tokens[start].Span, _tokens[_at - 1].Span);
    }

    public TextSpan Rest(string what) => Until(() => false, what);

    /// <summary>Records the first error and goes to the end.</summary>
    public void Fail(string expected)
    {
        var found = AtEnd ? "the statement ends" : $"there is '{Current.Text}'";
        Error ??= SqlRules.Syntax.At(_source.At(Current.Span), $"Expected {expected}, but {found}.");
        _at = _tokens.Length;
    }

    public string GetText(TextSpan span) => _source.GetText(span);

    private static int Depth(SqlToken token) => token switch
    {
        { Kind: SqlTokenKind.Operator, Text: "(" or "[" or "{" } => 1,
        { Kind: SqlTokenKind.Operator, Text: ")" or "]" or "}" } => -1,
        _ when token.IsWord("case") => 1,
        _ when token.IsWord("end") => -1,
        _ => 0,
    };
}
