using Lake.Jinja.Errors;
using Lake.Jinja.Lexing;
using Lake.Jinja.Options;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>The tokens of a template with a place among them, and where errors go.</summary>
internal sealed class TokenStream(SourceFile source, List<Token> tokens, List<Diagnostic> diagnostics, JinjaOptions options)
{
    private int _at;

    public SourceFile Source { get; } = source;

    public JinjaOptions Options { get; } = options;

    public int Position
    {
        get => _at;
        set => _at = value;
    }

    public Token Current => tokens[_at];

    public Token Previous => tokens[Math.Max(0, _at - 1)];

    public Token Look => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public TokenKind Kind => tokens[_at].Kind;

    public Token Next()
    {
        var token = tokens[_at];
        if (token.Kind != TokenKind.EndOfTemplate)
        {
            _at++;
        }

        return token;
    }

    public bool Skip(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>A comma, or the mark ahead that ends a list.</summary>
    public bool SkipSeparator(TokenKind end) => Skip(TokenKind.Comma) || Kind == end;

    public bool SkipName(string name)
    {
        if (!Current.Is(name))
        {
            return false;
        }

        Next();
        return true;
    }

    public Token Expect(TokenKind kind)
    {
        if (Kind == kind)
        {
            return Next();
        }

        throw Fail(Kind == TokenKind.EndOfTemplate
            ? $"unexpected end of template, expected '{Token.Describe(kind)}'."
            : $"expected token '{Token.Describe(kind)}', got '{Current.Describe()}'");
    }

    public void ExpectName(string name)
    {
        if (!SkipName(name))
        {
            throw Fail(Kind == TokenKind.EndOfTemplate
                ? $"unexpected end of template, expected '{name}'."
                : $"expected token '{name}', got '{Current.Describe()}'");
        }
    }

    /// <summary>The span from a start to the end of the last token read.</summary>
    public TextSpan From(int start) => TextSpan.FromBounds(start, Math.Max(start, Previous.End));

    public SyntaxFailure Fail(string message, TextSpan? span = null, string? hint = null) =>
        new(Kind == TokenKind.Bad && span is null ? null : JinjaRules.Syntax.At(Source.At(span ?? Current.Span), message, hint));

    /// <summary>An error that Jinja2 leaves to Python's compiler, which makes it one of running.</summary>
    public SyntaxFailure FailPython(string message, TextSpan span) => new(JinjaRules.Runtime.At(Source.At(span), message));

    public void Report(string message, TextSpan span, string? hint = null) =>
        diagnostics.Add(JinjaRules.Syntax.At(Source.At(span), message, hint));

    public void Report(SyntaxFailure failure)
    {
        if (failure.Diagnostic is { } diagnostic)
        {
            diagnostics.Add(diagnostic);
        }
    }

    /// <summary>Gives up: there are more errors than anybody reads.</summary>
    public void SkipRestIfHopeless(int most)
    {
        if (diagnostics.Count >= most)
        {
            _at = tokens.Count - 1;
        }
    }

    /// <summary>Goes to the end of the tag that failed; the closing mark itself is read too.</summary>
    public void SkipTag()
    {
        while (Kind is not (TokenKind.BlockEnd or TokenKind.OutputEnd or TokenKind.EndOfTemplate
            or TokenKind.Text or TokenKind.BlockBegin or TokenKind.OutputBegin))
        {
            Next();
        }

        if (Kind is TokenKind.BlockEnd or TokenKind.OutputEnd)
        {
            Next();
        }
    }
}
