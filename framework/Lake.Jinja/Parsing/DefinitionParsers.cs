using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary><c>macro</c>, <c>call</c>, <c>block</c>, and dbt's <c>test</c>, <c>materialization</c>, <c>snapshot</c>, <c>docs</c>.</summary>
internal sealed class DefinitionParsers(TokenStream tokens, StatementParser statements)
{
    public MacroSyntax Macro() => Signed(MacroKind.Macro, "endmacro");

    public MacroSyntax Test() => tokens.Current.Is("test")
        ? Signed(MacroKind.Test, "endtest")
        : Signed(MacroKind.Test, "enddata_test") with { TagOfFilesOnly = "data_test" };

    public MacroSyntax Materialization()
    {
        var start = statements.TagStart;
        tokens.Next();
        var (name, parameters, adapter) = statements.Head(() => new MaterializationParser(tokens, statements).Read(), (NoName(), [], null));
        return Block(MacroKind.Materialization, start, name, adapter ?? "default", parameters, "endmaterialization");
    }

    /// <summary>A block that has only a name.</summary>
    public MacroSyntax Named(MacroKind kind, string end)
    {
        var start = statements.TagStart;
        tokens.Next();
        var name = statements.Head(statements.Targets.Name, NoName());
        return Block(kind, start, name, null, [], end) with { TagOfFilesOnly = kind == MacroKind.Snapshot ? "snapshot" : null };
    }

    public CallBlockSyntax Call()
    {
        var start = tokens.Next().Start;
        var missing = new MissingSyntax(tokens.Current.Span);
        var (parameters, call) = statements.Head(
            () =>
            {
                var list = tokens.Kind == TokenKind.LeftParenthesis ? new ParameterParser(tokens, statements).Read() : [];
                var expression = statements.Expressions.Expression();
                return (list, expression as CallSyntax ?? throw tokens.Fail("expected call", expression.Span));
            },
            ([], new CallSyntax(missing.Span, missing, ArgumentsSyntax.None)));
        var body = statements.Body("endcall");
        statements.End("endcall");
        return new CallBlockSyntax(tokens.From(start), parameters, call, body);
    }

    public BlockSyntax Block()
    {
        var start = tokens.Next().Start;
        var (name, scoped, required) = statements.Head(
            () =>
            {
                var token = tokens.Expect(TokenKind.Name);
                var isScoped = tokens.SkipName("scoped");
                var isRequired = tokens.SkipName("required");
                return tokens.Kind == TokenKind.Subtract
                    ? throw tokens.Fail("Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.")
                    : (token.Text, isScoped, isRequired);
            },
            ("", false, false));
        var body = statements.Body("endblock");
        statements.End("endblock");
        tokens.SkipName(name);
        if (required && !body.All(statement => statement is TextSyntax text && text.Text.All(PyString.IsSpace)))
        {
            throw tokens.Fail("Required blocks can only contain comments or whitespace", tokens.From(start));
        }

        return new BlockSyntax(tokens.From(start), name, scoped, required, body);
    }

    private MacroSyntax Signed(MacroKind kind, string end)
    {
        var start = statements.TagStart;
        tokens.Next();
        var (name, parameters) = statements.Head(
            () => (statements.Targets.Name(), new ParameterParser(tokens, statements).Read()), (NoName(), []));
        return Block(kind, start, name, null, parameters, end);
    }

    private MacroSyntax Block(
        MacroKind kind, int start, NameSyntax name, string? adapter, ImmutableArray<ParameterSyntax> parameters, string end)
    {
        start = WithSpaceBefore(start, 0);
        var bodyStart = tokens.Previous.End;
        var body = end == "enddata_test" ? statements.Body(end, "endtest") : statements.Body(end);
        var bodyEnd = tokens.Current.Start;
        if (statements.End(end) || (end == "enddata_test" && statements.End("endtest")))
        {
            bodyEnd = StartOfTag(bodyStart);
        }

        return new MacroSyntax(
            tokens.From(start), kind, name.Name, name.Span, adapter, parameters, body, TextSpan.FromBounds(bodyStart, Math.Max(bodyStart, bodyEnd)));
    }

    /// <summary>Where the tag begins whose name was just read; with <c>{%-</c> the white space before belongs to it.</summary>
    private int StartOfTag(int from)
    {
        var text = tokens.Source.Text;
        return WithSpaceBefore(text.LastIndexOf("{%", tokens.Previous.Start, StringComparison.Ordinal), from);
    }

    private int WithSpaceBefore(int begin, int from)
    {
        var text = tokens.Source.Text;
        if (begin + 2 < text.Length && text[begin + 2] == '-')
        {
            while (begin > from && PyString.IsSpace(text[begin - 1]))
            {
                begin--;
            }
        }

        return begin;
    }

    private NameSyntax NoName() => new(tokens.Current.Span, "");
}
