using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Parsing;

/// <summary><c>include</c>, <c>import</c>, <c>from … import</c>, <c>extends</c>.</summary>
internal sealed class ImportParsers(TokenStream tokens, StatementParser statements)
{
    public ExtendsSyntax Extends()
    {
        var start = tokens.Next().Start;
        var template = statements.Expressions.Expression();
        return new ExtendsSyntax(tokens.From(start), template);
    }

    public IncludeSyntax Include()
    {
        var start = tokens.Next().Start;
        var template = statements.Expressions.Expression();
        var ignores = tokens.Current.Is("ignore") && tokens.Look.Is("missing");
        if (ignores)
        {
            tokens.Next();
            tokens.Next();
        }

        var withContext = Context() ?? true;
        return new IncludeSyntax(tokens.From(start), template, ignores, withContext);
    }

    public ImportSyntax Import()
    {
        var start = tokens.Next().Start;
        var template = statements.Expressions.Expression();
        tokens.ExpectName("as");
        var name = statements.Targets.Name();
        var withContext = Context() ?? false;
        return new ImportSyntax(tokens.From(start), template, name.Name, withContext);
    }

    public FromImportSyntax From()
    {
        var start = tokens.Next().Start;
        var template = statements.Expressions.Expression();
        tokens.ExpectName("import");
        var names = ImmutableArray.CreateBuilder<ImportedName>();
        bool? withContext;
        while (true)
        {
            if (names.Count > 0)
            {
                tokens.Expect(TokenKind.Comma);
            }

            if (tokens.Kind != TokenKind.Name)
            {
                throw tokens.Fail($"expected token 'name', got '{tokens.Current.Describe()}'");
            }

            withContext = Context();
            if (withContext is null)
            {
                names.Add(Imported());
                withContext = Context();
            }

            if (withContext is not null || tokens.Kind != TokenKind.Comma)
            {
                break;
            }
        }

        return new FromImportSyntax(tokens.From(start), template, names.ToImmutable(), withContext ?? false);
    }

    private ImportedName Imported()
    {
        var name = statements.Targets.Name();
        if (name.Name.StartsWith('_'))
        {
            throw tokens.Fail("names starting with an underline can not be imported", name.Span);
        }

        var alias = tokens.SkipName("as") ? statements.Targets.Name().Name : name.Name;
        return new ImportedName(name.Name, alias);
    }

    /// <summary><c>with context</c> or <c>without context</c>; null when neither is said.</summary>
    private bool? Context()
    {
        if (!(tokens.Current.Is("with") || tokens.Current.Is("without")) || !tokens.Look.Is("context"))
        {
            return null;
        }

        var with = tokens.Next().Is("with");
        tokens.Next();
        return with;
    }
}
