using System.Collections.Immutable;
using Lake.Jinja.Errors;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary><c>name, default</c> or <c>name, adapter='x', supported_languages=[…]</c>.</summary>
internal sealed class MaterializationParser(TokenStream tokens, StatementParser statements)
{
    public (NameSyntax Name, ImmutableArray<ParameterSyntax> Parameters, string? Adapter) Read()
    {
        var name = statements.Targets.Name();
        string? adapter = null;
        ParameterSyntax? languages = null;
        while (tokens.Skip(TokenKind.Comma))
        {
            var option = statements.Targets.Name();
            switch (option.Name)
            {
                case "default":
                    break;
                case "adapter":
                    tokens.Expect(TokenKind.Assign);
                    adapter = Text(statements.Expressions.Expression());
                    break;
                case "supported_languages":
                    tokens.Expect(TokenKind.Assign);
                    var value = statements.Expressions.Expression();
                    languages = new ParameterSyntax(tokens.From(option.Span.Start), option.Name, null, value);
                    break;
                default:
                    throw new SyntaxFailure(JinjaRules.MaterializationArgument.At(
                        tokens.Source.At(option.Span),
                        $"materialization '{name.Name}' received unknown argument '{option.Name}'.",
                        Spelling.Hint(option.Name, ["default", "adapter", "supported_languages"])));
            }
        }

        languages ??= new ParameterSyntax(
            name.Span, "supported_languages", null, new ListSyntax(name.Span, [new LiteralSyntax(name.Span, "sql")]));
        return (name, [languages], adapter);
    }

    private string Text(ExpressionSyntax value) => value is LiteralSyntax { Value: string text }
        ? text
        : throw tokens.Fail("the adapter of a materialization must be a literal string", value.Span);
}
