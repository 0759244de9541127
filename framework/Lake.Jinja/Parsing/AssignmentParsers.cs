using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Parsing;

/// <summary><c>set</c>, <c>do</c>, <c>print</c>.</summary>
internal sealed class AssignmentParsers(TokenStream tokens, StatementParser statements)
{
    public StatementSyntax Set()
    {
        var start = tokens.Next().Start;
        var target = statements.Targets.Read(withNamespace: true);
        if (tokens.Skip(TokenKind.Assign))
        {
            var value = statements.Expressions.Tuple();
            return new SetSyntax(tokens.From(start), target, value);
        }

        var filter = statements.Head(() => Filter(start), null);
        var body = statements.Body("endset");
        statements.End("endset");
        return new SetBlockSyntax(tokens.From(start), target, filter, body);
    }

    public DoSyntax Do()
    {
        var start = tokens.Next().Start;
        var value = statements.Expressions.Tuple();
        return new DoSyntax(tokens.From(start), value);
    }

    public PrintSyntax Print()
    {
        var start = tokens.Next().Start;
        var values = ImmutableArray.CreateBuilder<ExpressionSyntax>();
        while (tokens.Kind != TokenKind.BlockEnd)
        {
            if (values.Count > 0)
            {
                tokens.Expect(TokenKind.Comma);
            }

            values.Add(statements.Expressions.Expression());
        }

        return new PrintSyntax(tokens.From(start), values.ToImmutable());
    }

    private FilterSyntax? Filter(int start)
    {
        FilterSyntax? filter = null;
        while (tokens.Skip(TokenKind.Pipe))
        {
            filter = statements.Expressions.Primary.Filter(filter, start);
        }

        return filter;
    }
}
