using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Parsing;

/// <summary>What stands on the left of an assignment: names, tuples of them, attributes of namespaces.</summary>
internal sealed class TargetParser(TokenStream tokens, ExpressionParser expressions)
{
    public ExpressionSyntax Read(bool withNamespace = false)
    {
        var start = tokens.Current.Start;
        var items = ImmutableArray.CreateBuilder<ExpressionSyntax>(1);
        var isTuple = false;
        if (withNamespace && !tokens.Options.IsDbt && tokens.Look.Kind == TokenKind.Dot)
        {
            // Jinja2 3.1.2 knows attributes of namespaces only on their own.
            return One(withNamespace);
        }

        while (!expressions.IsTupleEnd)
        {
            items.Add(One(withNamespace));
            if (!tokens.Skip(TokenKind.Comma))
            {
                break;
            }

            isTuple = true;
        }

        if (!isTuple && items.Count == 0)
        {
            throw tokens.Fail($"Expected an expression, got '{tokens.Current.Describe()}'");
        }

        var target = isTuple ? new TupleSyntax(tokens.From(start), items.ToImmutable()) : items[0];
        Check(target);
        return target;
    }

    public NameSyntax Name()
    {
        var token = tokens.Expect(TokenKind.Name);
        if (token.Text is "true" or "false" or "none" or "True" or "False" or "None")
        {
            throw tokens.Fail("can't assign to 'name'", token.Span);
        }

        return new NameSyntax(token.Span, token.Text);
    }

    private ExpressionSyntax One(bool withNamespace)
    {
        var token = tokens.Current;
        if (!withNamespace || token.Kind != TokenKind.Name || tokens.Look.Kind != TokenKind.Dot)
        {
            return expressions.Primary.Read();
        }

        tokens.Next();
        tokens.Next();
        var attribute = tokens.Expect(TokenKind.Name);
        return new NamespaceTargetSyntax(tokens.From(token.Start), token.Text, attribute.Text);
    }

    private void Check(ExpressionSyntax target)
    {
        if (target is TupleSyntax tuple)
        {
            foreach (var item in tuple.Items)
            {
                Check(item);
            }
        }
        else if (target is not (NameSyntax or NamespaceTargetSyntax))
        {
            throw tokens.Fail($"can't assign to '{Describe(target)}'", target.Span);
        }
    }

    private static string Describe(ExpressionSyntax target) => target switch
    {
        LiteralSyntax => "const",
        ListSyntax => "list",
        DictSyntax => "dict",
        _ => "expression",
    };
}
