using System.Collections.Immutable;
using Lake.Jinja.Lexing;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Parsing;

/// <summary>Finds the parser of a tag by its name. Each begins at the name and stops before the last closing mark.</summary>
internal sealed class TagParsers
{
    public static readonly ImmutableArray<string> Names =
    [
        "for", "if", "set", "macro", "call", "filter", "with", "do", "raw", "block", "extends", "include", "import", "from",
        "print", "autoescape", "break", "continue", "elif", "else", "endfor", "endif", "endset", "endmacro", "endcall", "endfilter", "endwith",
        "endblock", "materialization", "endmaterialization", "test", "endtest", "data_test", "snapshot", "endsnapshot", "docs", "enddocs",
    ];

    private readonly TokenStream _tokens;
    private readonly ControlParsers _control;
    private readonly AssignmentParsers _assignment;
    private readonly ImportParsers _import;
    private readonly DefinitionParsers _definition;

    public TagParsers(TokenStream tokens, StatementParser statements)
    {
        _tokens = tokens;
        _control = new ControlParsers(tokens, statements);
        _assignment = new AssignmentParsers(tokens, statements);
        _import = new ImportParsers(tokens, statements);
        _definition = new DefinitionParsers(tokens, statements);
    }

    /// <summary>The statement, or null when there is no such tag.</summary>
    public StatementSyntax? Read(Token name) => name.Text switch
    {
        "for" => _control.For(),
        "if" => _control.If(),
        "with" => _control.With(),
        "autoescape" => _control.Autoescape(),
        "filter" => _control.Filter(),
        "set" => _assignment.Set(),
        "do" => _assignment.Do(),
        "print" => _assignment.Print(),
        "break" => Lone(new BreakSyntax(name.Span)),
        "continue" => Lone(new ContinueSyntax(name.Span)),
        "include" => _import.Include(),
        "import" => _import.Import(),
        "from" => _import.From(),
        "extends" => _import.Extends(),
        "block" => _definition.Block(),
        "call" => _definition.Call(),
        "macro" => _definition.Macro(),
        "test" or "data_test" when _tokens.Options.IsDbt => _definition.Test(),
        "materialization" when _tokens.Options.IsDbt => _definition.Materialization(),
        "docs" when _tokens.Options.IsDbt => _definition.Named(MacroKind.Docs, "enddocs"),
        "snapshot" when _tokens.Options.IsDbt => _definition.Named(MacroKind.Snapshot, "endsnapshot"),
        _ => null,
    };

    private StatementSyntax Lone(StatementSyntax statement)
    {
        _tokens.Next();
        return statement;
    }
}
