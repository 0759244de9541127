using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Parsing;

/// <summary><c>for</c>, <c>if</c>, <c>with</c>, <c>filter</c>, <c>autoescape</c>.</summary>
internal sealed class ControlParsers(TokenStream tokens, StatementParser statements)
{
    private ExpressionParser Expressions => statements.Expressions;

    public ForSyntax For()
    {
        var start = tokens.Next().Start;
        var missing = new MissingSyntax(tokens.Current.Span);
        var head = statements.Head<(ExpressionSyntax Target, ExpressionSyntax Items, ExpressionSyntax? Test, bool Recursive)>(
            () =>
            {
                var target = statements.Targets.Read();
                tokens.ExpectName("in");
                var items = Expressions.Tuple(conditional: false);
                var test = tokens.SkipName("if") ? Expressions.Expression() : null;
                return (target, items, test, tokens.SkipName("recursive"));
            },
            (missing, missing, null, false));
        var body = statements.Body("endfor", "else");
        ImmutableArray<StatementSyntax> otherwise = [];
        if (statements.End("else"))
        {
            CloseElse();
            otherwise = statements.Body("endfor");
        }

        statements.End("endfor");
        return new ForSyntax(tokens.From(start), head.Target, head.Items, head.Test, head.Recursive, body, otherwise);
    }

    public IfSyntax If()
    {
        var start = tokens.Current.Start;
        var branches = ImmutableArray.CreateBuilder<BranchSyntax>(1);
        ImmutableArray<StatementSyntax> otherwise = [];
        do
        {
            var at = tokens.Next().Start;
            var test = statements.Head<ExpressionSyntax>(
                () => Expressions.Tuple(conditional: false), new MissingSyntax(tokens.Current.Span));
            var body = statements.Body("elif", "else", "endif");
            branches.Add(new BranchSyntax(tokens.From(at), test, body));
        }
        while (tokens.Current.Is("elif"));

        if (statements.End("else"))
        {
            CloseElse();
            otherwise = statements.Body("endif");
        }

        statements.End("endif");
        return new IfSyntax(tokens.From(start), branches.ToImmutable(), otherwise);
    }

    public WithSyntax With()
    {
        var start = tokens.Next().Start;
        var targets = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        var values = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        statements.Head(
            () =>
            {
                while (tokens.Kind is not (TokenKind.BlockEnd or TokenKind.Colon))
                {
                    if (targets.Count > 0)
                    {
                        tokens.Expect(TokenKind.Comma);
                    }

                    var target = statements.Targets.Read();
                    tokens.Expect(TokenKind.Assign);
                    values.Add(Expressions.Expression());
                    targets.Add(target);
                }

                return true;
            },
            false);
        var body = statements.Body("endwith");
        statements.End("endwith");
        return new WithSyntax(tokens.From(start), targets.ToImmutable(), [.. values.Take(targets.Count)], body);
    }

    public FilterBlockSyntax Filter()
    {
        var start = tokens.Next().Start;
        var missing = new FilterSyntax(tokens.Current.Span, null, "string", tokens.Current.Span, ArgumentsSyntax.None);
        var filter = statements.Head(
            () =>
            {
                var at = tokens.Current.Start;
                var chain = Expressions.Primary.Filter(null, at);
                while (tokens.Skip(TokenKind.Pipe))
                {
                    chain = Expressions.Primary.Filter(chain, at);
                }

                return chain;
            },
            missing);
        var body = statements.Body("endfilter");
        statements.End("endfilter");
        return new FilterBlockSyntax(tokens.From(start), filter, body);
    }

    public AutoescapeSyntax Autoescape()
    {
        var start = tokens.Next().Start;
        var value = statements.Head(() => Expressions.Expression(), new MissingSyntax(tokens.Current.Span));
        var body = statements.Body("endautoescape");
        statements.End("endautoescape");
        return new AutoescapeSyntax(tokens.From(start), value, body);
    }

    private void CloseElse() => statements.Head(() => true, false);
}
