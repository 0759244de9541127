using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;

namespace Lake.Jinja.Parsing;

/// <summary>Operators, from the weakest: conditional, or, and, not, comparison, + -, ~, * / // %, **, unary.</summary>
internal sealed class ExpressionParser
{
    private const int MaxNesting = 200;

    /// <summary>Operators, filters and attributes in a row make the tree as deep as brackets do.</summary>
    private const int MaxLinks = 500;

    private readonly TokenStream _tokens;
    private readonly PrimaryParser _primary;
    private int _nesting;
    private int _links;

    public ExpressionParser(TokenStream tokens)
    {
        _tokens = tokens;
        _primary = new PrimaryParser(tokens, this);
    }

    public PrimaryParser Primary => _primary;

    public ExpressionSyntax Expression(bool conditional = true)
    {
        if (++_nesting > MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            (_links, _nesting) = (0, 0);
            throw _tokens.Fail("the expression is nested too deeply");
        }

        var links = _links;
        var expression = conditional ? Conditional() : Or();
        _links = links;
        _nesting--;
        return expression;
    }

    /// <summary>Counts one more operator in a row.</summary>
    public void Link()
    {
        if (++_links > MaxLinks)
        {
            (_links, _nesting) = (0, 0);
            throw _tokens.Fail("the expression is too long");
        }
    }

    /// <summary>An expression, or several with commas between: a tuple.</summary>
    public ExpressionSyntax Tuple(bool conditional = true, bool parenthesized = false)
    {
        var start = _tokens.Current.Start;
        if (!IsTupleEnd)
        {
            var single = Expression(conditional);
            if (_tokens.Kind != TokenKind.Comma)
            {
                return single;
            }

            return Tuple(start, single, conditional);
        }

        return parenthesized
            ? new TupleSyntax(_tokens.From(start), [])
            : throw _tokens.Fail($"Expected an expression, got '{_tokens.Current.Describe()}'");
    }

    public bool IsTupleEnd => _tokens.Kind is TokenKind.OutputEnd or TokenKind.BlockEnd or TokenKind.RightParenthesis;

    private TupleSyntax Tuple(int start, ExpressionSyntax first, bool conditional)
    {
        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        items.Add(first);
        _tokens.Next();
        while (!IsTupleEnd)
        {
            items.Add(Expression(conditional));
            if (!_tokens.Skip(TokenKind.Comma))
            {
                break;
            }
        }

        return new TupleSyntax(_tokens.From(start), items.ToImmutable());
    }

    private ExpressionSyntax Conditional()
    {
        var start = _tokens.Current.Start;
        var expression = Or();
        while (_tokens.SkipName("if"))
        {
            Link();
            var test = Or();
            var otherwise = _tokens.SkipName("else") ? Expression() : null;
            expression = new ConditionalSyntax(_tokens.From(start), test, expression, otherwise);
        }

        return expression;
    }

    private ExpressionSyntax Or()
    {
        var start = _tokens.Current.Start;
        var left = And();
        while (_tokens.SkipName("or"))
        {
            Link();
            var right = And();
            left = new LogicSyntax(_tokens.From(start), IsAnd: false, left, right);
        }

        return left;
    }

    private ExpressionSyntax And()
    {
        var start = _tokens.Current.Start;
        var left = Not();
        while (_tokens.SkipName("and"))
        {
            Link();
            var right = Not();
            left = new LogicSyntax(_tokens.From(start), IsAnd: true, left, right);
        }

        return left;
    }

    private ExpressionSyntax Not()
    {
        var starts = new Stack<int>();
        while (_tokens.Current.Is("not"))
        {
            Link();
            starts.Push(_tokens.Next().Start);
        }

        var expression = Comparison();
        while (starts.TryPop(out var start))
        {
            expression = new UnarySyntax(_tokens.From(start), UnaryOperator.Not, expression);
        }

        return expression;
    }

    private ExpressionSyntax Comparison()
    {
        var start = _tokens.Current.Start;
        var first = Sum();
        ImmutableArray<ComparandSyntax>.Builder? rest = null;
        while (ComparisonOperator() is var (found, operation, negated) && found)
        {
            var at = _tokens.Current.Start;
            var value = Sum();
            rest ??= ImmutableArray.CreateBuilder<ComparandSyntax>(1);
            rest.Add(new ComparandSyntax(_tokens.From(at), operation, negated, value));
        }

        return rest is null ? first : new CompareSyntax(_tokens.From(start), first, rest.ToImmutable());
    }

    private (bool Found, CompareOperator? Operator, bool Negated) ComparisonOperator()
    {
        CompareOperator? operation = _tokens.Kind switch
        {
            TokenKind.Equal => CompareOperator.Equal,
            TokenKind.NotEqual => CompareOperator.NotEqual,
            TokenKind.Less => CompareOperator.Less,
            TokenKind.LessOrEqual => CompareOperator.LessOrEqual,
            TokenKind.Greater => CompareOperator.Greater,
            TokenKind.GreaterOrEqual => CompareOperator.GreaterOrEqual,
            _ => null,
        };
        if (operation is not null)
        {
            _tokens.Next();
            return (true, operation, false);
        }

        if (_tokens.Current.Is("not") && _tokens.Look.Is("in"))
        {
            _tokens.Next();
            _tokens.Next();
            return (true, null, true);
        }

        return (_tokens.SkipName("in"), null, false);
    }

    private ExpressionSyntax Sum()
    {
        var start = _tokens.Current.Start;
        var left = Concatenation();
        while (_tokens.Kind is TokenKind.Add or TokenKind.Subtract)
        {
            var operation = _tokens.Next().Kind == TokenKind.Add ? BinaryOperator.Add : BinaryOperator.Subtract;
            Link();
            var right = Concatenation();
            left = new BinarySyntax(_tokens.From(start), operation, left, right);
        }

        return left;
    }

    private ExpressionSyntax Concatenation()
    {
        var start = _tokens.Current.Start;
        var first = Product();
        if (_tokens.Kind != TokenKind.Tilde)
        {
            return first;
        }

        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        items.Add(first);
        while (_tokens.Skip(TokenKind.Tilde))
        {
            items.Add(Product());
        }

        return new ConcatSyntax(_tokens.From(start), items.ToImmutable());
    }

    private ExpressionSyntax Product()
    {
        var start = _tokens.Current.Start;
        var left = Power();
        while (ProductOperator() is { } operation)
        {
            Link();
            _tokens.Next();
            var right = Power();
            left = new BinarySyntax(_tokens.From(start), operation, left, right);
        }

        return left;
    }

    private BinaryOperator? ProductOperator() => _tokens.Kind switch
    {
        TokenKind.Multiply => BinaryOperator.Multiply,
        TokenKind.Divide => BinaryOperator.Divide,
        TokenKind.FloorDivide => BinaryOperator.FloorDivide,
        TokenKind.Modulo => BinaryOperator.Modulo,
        _ => null,
    };

    private ExpressionSyntax Power()
    {
        var start = _tokens.Current.Start;
        var left = Unary();
        while (_tokens.Skip(TokenKind.Power))
        {
            Link();
            var right = Unary();
            left = new BinarySyntax(_tokens.From(start), BinaryOperator.Power, left, right);
        }

        return left;
    }

    private ExpressionSyntax Unary(bool withFilter = true)
    {
        var start = _tokens.Current.Start;
        ExpressionSyntax expression;
        if (_tokens.Kind is TokenKind.Subtract or TokenKind.Add)
        {
            if (++_nesting > MaxNesting)
            {
                (_links, _nesting) = (0, 0);
                throw _tokens.Fail("the expression is nested too deeply");
            }

            var operation = _tokens.Next().Kind == TokenKind.Subtract ? UnaryOperator.Minus : UnaryOperator.Plus;
            var operand = Unary(withFilter: false);
            expression = new UnarySyntax(_tokens.From(start), operation, operand);
            _nesting--;
        }
        else
        {
            expression = _primary.Read();
        }

        expression = _primary.Postfix(expression);
        return withFilter ? _primary.FiltersAndTests(expression) : expression;
    }
}
