using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Parsing;

/// <summary>The arguments of a call, filter or test: positional, keywords, <c>*items</c>, <c>**items</c>, in that order.</summary>
internal sealed class ArgumentsParser(TokenStream tokens, ExpressionParser expressions)
{
    private readonly ImmutableArray<ExpressionSyntax>.Builder _positional = ImmutableArray.CreateBuilder<ExpressionSyntax>();
    private readonly ImmutableArray<KeywordSyntax>.Builder _keywords = ImmutableArray.CreateBuilder<KeywordSyntax>();
    private ExpressionSyntax? _star;
    private ExpressionSyntax? _doubleStar;

    public ArgumentsSyntax Read()
    {
        var start = tokens.Expect(TokenKind.LeftParenthesis).Start;
        while (tokens.Kind != TokenKind.RightParenthesis)
        {
            Argument();
            if (tokens.Kind != TokenKind.RightParenthesis)
            {
                tokens.Expect(TokenKind.Comma);
            }
        }

        tokens.Next();
        return new ArgumentsSyntax(tokens.From(start), _positional.DrainToImmutable(), _keywords.DrainToImmutable(), _star, _doubleStar);
    }

    private void Argument()
    {
        if (tokens.Kind == TokenKind.Multiply)
        {
            Ensure(_star is null && _doubleStar is null);
            tokens.Next();
            _star = expressions.Expression();
        }
        else if (tokens.Kind == TokenKind.Power)
        {
            Ensure(_doubleStar is null);
            tokens.Next();
            _doubleStar = expressions.Expression();
        }
        else if (tokens.Kind == TokenKind.Name && tokens.Look.Kind == TokenKind.Assign)
        {
            Ensure(_doubleStar is null);
            Keyword();
        }
        else
        {
            Ensure(_star is null && _doubleStar is null && _keywords.Count == 0);
            _positional.Add(expressions.Expression());
        }
    }

    private void Keyword()
    {
        var name = tokens.Next();
        tokens.Next();
        foreach (var keyword in _keywords)
        {
            if (keyword.Name == name.Text)
            {
                throw tokens.FailPython($"keyword argument repeated: {name.Text}", name.Span);
            }
        }

        var value = expressions.Expression();
        _keywords.Add(new KeywordSyntax(tokens.From(name.Start), name.Text, value));
    }

    private void Ensure(bool valid)
    {
        if (!valid)
        {
            throw tokens.Fail("invalid syntax for function call expression");
        }
    }
}
