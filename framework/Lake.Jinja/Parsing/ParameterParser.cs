using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>The parameters of a macro, test or call block; dbt allows <c>name: type</c>.</summary>
internal sealed class ParameterParser(TokenStream tokens, StatementParser statements)
{
    public ImmutableArray<ParameterSyntax> Read()
    {
        var parameters = ImmutableArray.CreateBuilder<ParameterSyntax>();
        tokens.Expect(TokenKind.LeftParenthesis);
        while (tokens.Kind != TokenKind.RightParenthesis)
        {
            if (parameters.Count > 0)
            {
                tokens.Expect(TokenKind.Comma);
            }

            var parameter = Parameter();
            if (parameter.Default is null && parameters.Count > 0 && parameters[^1].Default is not null)
            {
                throw tokens.Fail("non-default argument follows default argument", parameter.Span);
            }

            if (parameters.Any(other => other.Name == parameter.Name))
            {
                throw tokens.FailPython($"duplicate argument '{parameter.Name}' in function definition", parameter.Span);
            }

            parameters.Add(parameter);
        }

        tokens.Next();
        return parameters.ToImmutable();
    }

    private ParameterSyntax Parameter()
    {
        var name = statements.Targets.Name();
        var type = tokens.Options.IsDbt && tokens.Skip(TokenKind.Colon) ? Type() : null;
        var value = tokens.Skip(TokenKind.Assign) ? statements.Expressions.Expression() : null;
        return new ParameterSyntax(tokens.From(name.Span.Start), name.Name, type, value);
    }

    private string Type()
    {
        var start = tokens.Current.Start;
        TypeName();
        return tokens.Source.GetText(TextSpan.FromBounds(start, tokens.Previous.End));
    }

    private void TypeName()
    {
        tokens.Expect(TokenKind.Name);
        if (!tokens.Skip(TokenKind.LeftBracket))
        {
            return;
        }

        var isFirst = true;
        while (tokens.Kind != TokenKind.RightBracket)
        {
            if (!isFirst)
            {
                tokens.Expect(TokenKind.Comma);
            }

            TypeName();
            isFirst = false;
        }

        tokens.Next();
    }
}
