using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>Names, literals, brackets, and what follows them: attributes, items, calls, filters and tests.</summary>
internal sealed class PrimaryParser(TokenStream tokens, ExpressionParser expressions)
{
    public ExpressionSyntax Read()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                tokens.Next();
                return Name(token);
            case TokenKind.String:
                return Strings();
            case TokenKind.Integer or TokenKind.Float:
                tokens.Next();
                return new LiteralSyntax(token.Span, token.Value);
            case TokenKind.LeftParenthesis:
                tokens.Next();
                var inner = expressions.Tuple(parenthesized: true);
                tokens.Expect(TokenKind.RightParenthesis);
                return inner is TupleSyntax tuple ? tuple with { Span = tokens.From(token.Start) } : inner;
            case TokenKind.LeftBracket:
                return List();
            case TokenKind.LeftBrace:
                return Dict();
            default:
                throw tokens.Fail($"unexpected '{token.Describe()}'");
        }
    }

    public ExpressionSyntax Postfix(ExpressionSyntax expression)
    {
        while (true)
        {
            switch (tokens.Kind)
            {
                case TokenKind.Dot:
                    expression = Attribute(expression);
                    break;
                case TokenKind.LeftBracket:
                    expression = Item(expression);
                    break;
                case TokenKind.LeftParenthesis:
                    expression = Call(expression);
                    break;
                default:
                    return expression;
            }

            expressions.Link();
        }
    }

    public ExpressionSyntax FiltersAndTests(ExpressionSyntax expression)
    {
        while (true)
        {
            if (tokens.Skip(TokenKind.Pipe))
            {
                expression = Filter(expression, expression.Span.Start);
            }
            else if (tokens.Current.Is("is"))
            {
                expression = Test(expression);
            }
            else if (tokens.Kind == TokenKind.LeftParenthesis)
            {
                expression = Call(expression);
            }
            else
            {
                return expression;
            }

            expressions.Link();
        }
    }

    /// <summary>A filter's name and arguments.</summary>
    public FilterSyntax Filter(ExpressionSyntax? operand, int start)
    {
        var (name, span) = DottedName();
        var arguments = tokens.Kind == TokenKind.LeftParenthesis ? Arguments() : ArgumentsSyntax.None;
        return new FilterSyntax(tokens.From(start), operand, name, span, arguments);
    }

    private static LiteralSyntax? Constant(Token token) => token.Text switch
    {
        "true" or "True" => new LiteralSyntax(token.Span, PyBox.True),
        "false" or "False" => new LiteralSyntax(token.Span, PyBox.False),
        "none" or "None" => new LiteralSyntax(token.Span, null),
        _ => null,
    };

    private static ExpressionSyntax Name(Token token) =>
        (ExpressionSyntax?)Constant(token) ?? new NameSyntax(token.Span, token.Text);

    private LiteralSyntax Strings()
    {
        var start = tokens.Current.Start;
        var value = tokens.Next().Text;
        while (tokens.Kind == TokenKind.String)
        {
            value += tokens.Next().Text;
        }

        return new LiteralSyntax(tokens.From(start), value);
    }

    private ListSyntax List()
    {
        var start = tokens.Next().Start;
        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        while (tokens.Kind != TokenKind.RightBracket)
        {
            items.Add(expressions.Expression());
            if (tokens.Kind != TokenKind.RightBracket)
            {
                tokens.Expect(TokenKind.Comma);
            }
        }

        tokens.Next();
        return new ListSyntax(tokens.From(start), items.ToImmutable());
    }

    private DictSyntax Dict()
    {
        var start = tokens.Next().Start;
        var items = ImmutableArray.CreateBuilder<DictItemSyntax>();
        while (tokens.Kind != TokenKind.RightBrace)
        {
            var at = tokens.Current.Start;
            var key = expressions.Expression();
            tokens.Expect(TokenKind.Colon);
            var value = expressions.Expression();
            items.Add(new DictItemSyntax(tokens.From(at), key, value));
            if (tokens.Kind != TokenKind.RightBrace)
            {
                tokens.Expect(TokenKind.Comma);
            }
        }

        tokens.Next();
        return new DictSyntax(tokens.From(start), items.ToImmutable());
    }

    private ExpressionSyntax Attribute(ExpressionSyntax owner)
    {
        tokens.Next();
        var token = tokens.Current;
        if (token.Kind is not (TokenKind.Name or TokenKind.Integer))
        {
            throw tokens.Fail("expected name or number");
        }

        tokens.Next();
        return token.Kind == TokenKind.Name
            ? new AttributeSyntax(tokens.From(owner.Span.Start), owner, token.Text, token.Span)
            : new ItemSyntax(tokens.From(owner.Span.Start), owner, new LiteralSyntax(token.Span, token.Value));
    }

    private ItemSyntax Item(ExpressionSyntax owner)
    {
        var start = tokens.Next().Start;
        var keys = ImmutableArray.CreateBuilder<ExpressionSyntax>(1);
        while (tokens.Kind != TokenKind.RightBracket)
        {
            if (keys.Count > 0)
            {
                tokens.Expect(TokenKind.Comma);
            }

            keys.Add(Key());
        }

        tokens.Next();
        var key = keys.Count == 1 ? keys[0] : new TupleSyntax(tokens.From(start), keys.ToImmutable());
        return new ItemSyntax(tokens.From(owner.Span.Start), owner, key);
    }

    private ExpressionSyntax Key()
    {
        var start = tokens.Current.Start;
        var first = tokens.Kind == TokenKind.Colon ? null : expressions.Expression();
        if (first is not null && tokens.Kind != TokenKind.Colon)
        {
            return first;
        }

        tokens.Next();
        var stop = SlicePart();
        var step = tokens.Skip(TokenKind.Colon) ? SlicePart() : null;
        return new SliceSyntax(tokens.From(start), first, stop, step);
    }

    private ExpressionSyntax? SlicePart() =>
        tokens.Kind is TokenKind.Colon or TokenKind.RightBracket or TokenKind.Comma ? null : expressions.Expression();

    private CallSyntax Call(ExpressionSyntax callee)
    {
        var arguments = Arguments();
        return new CallSyntax(tokens.From(callee.Span.Start), callee, arguments);
    }

    private ArgumentsSyntax Arguments() => new ArgumentsParser(tokens, expressions).Read();

    private (string Name, TextSpan Span) DottedName()
    {
        var token = tokens.Expect(TokenKind.Name);
        var name = token.Text;
        while (tokens.Skip(TokenKind.Dot))
        {
            name += "." + tokens.Expect(TokenKind.Name).Text;
        }

        return (name, tokens.From(token.Start));
    }

    private ExpressionSyntax Test(ExpressionSyntax operand)
    {
        tokens.Next();
        var negated = tokens.SkipName("not");
        var (name, span) = DottedName();
        var arguments = TestArguments();
        var test = new TestSyntax(tokens.From(operand.Span.Start), operand, name, span, arguments);
        return negated ? new UnarySyntax(test.Span, UnaryOperator.Not, test) : test;
    }

    /// <summary>In brackets, or one primary expression without them.</summary>
    private ArgumentsSyntax TestArguments()
    {
        if (tokens.Kind == TokenKind.LeftParenthesis)
        {
            return Arguments();
        }

        var token = tokens.Current;
        if (token.Kind is not (TokenKind.Name or TokenKind.String or TokenKind.Integer or TokenKind.Float
                or TokenKind.LeftBracket or TokenKind.LeftBrace)
            || token.Is("else") || token.Is("or") || token.Is("and"))
        {
            return ArgumentsSyntax.None;
        }

        if (token.Is("is"))
        {
            throw tokens.Fail("You cannot chain multiple tests with is");
        }

        var argument = Postfix(Read());
        return new ArgumentsSyntax(argument.Span, [argument], [], null, null);
    }
}
