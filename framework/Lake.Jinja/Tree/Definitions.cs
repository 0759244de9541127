using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Jinja.Tree;

/// <summary>A parameter of a macro or call block.</summary>
/// <param name="Type">The annotation of a typed parameter as it was written.</param>
public sealed record ParameterSyntax(TextSpan Span, string Name, string? Type, ExpressionSyntax? Default) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Default is null ? [] : [Default];
}

/// <summary>
/// A <c>macro</c>, <c>test</c>, <c>materialization</c>, <c>docs</c> or <c>snapshot</c> block.
/// </summary>
/// <param name="Name">As written.</param>
/// <param name="Adapter">Of a materialization; <c>default</c> for the default one.</param>
/// <param name="BodySpan">From the end of the opening tag to the start of the closing tag.</param>
public sealed record MacroSyntax(
    TextSpan Span,
    MacroKind Kind,
    string Name,
    TextSpan NameSpan,
    string? Adapter,
    ImmutableArray<ParameterSyntax> Parameters,
    ImmutableArray<StatementSyntax> Body,
    TextSpan BodySpan) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [.. Parameters, .. Body];

    /// <summary>
    /// The tag's name when it is one that dbt cuts out of a file before Jinja2 sees it: within a model it is unknown.
    /// </summary>
    public string? TagOfFilesOnly { get; init; }

    /// <summary>The name it is called by: <c>test_x</c> and <c>materialization_x_adapter</c> for those kinds.</summary>
    public string FullName => Kind switch
    {
        MacroKind.Test => "test_" + Name,
        MacroKind.Materialization => $"materialization_{Name}_{Adapter ?? "default"}",
        MacroKind.Macro or MacroKind.Snapshot or MacroKind.Docs => Name,
    };
}

/// <summary><c>{% call(parameters) callee(arguments) %}</c>.</summary>
public sealed record CallBlockSyntax(
    TextSpan Span, ImmutableArray<ParameterSyntax> Parameters, CallSyntax Call, ImmutableArray<StatementSyntax> Body)
    : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [.. Parameters, Call, .. Body];
}

/// <summary><c>{% block name scoped required %}</c>.</summary>
public sealed record BlockSyntax(TextSpan Span, string Name, bool IsScoped, bool IsRequired, ImmutableArray<StatementSyntax> Body)
    : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Body;
}

public sealed record ExtendsSyntax(TextSpan Span, ExpressionSyntax Template) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Template];
}

public sealed record IncludeSyntax(TextSpan Span, ExpressionSyntax Template, bool IgnoresMissing, bool WithContext) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Template];
}

public sealed record ImportSyntax(TextSpan Span, ExpressionSyntax Template, string Name, bool WithContext) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Template];
}

public sealed record FromImportSyntax(TextSpan Span, ExpressionSyntax Template, ImmutableArray<ImportedName> Names, bool WithContext)
    : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Template];
}

/// <summary><c>name as alias</c>.</summary>
public sealed record ImportedName(string Name, string Alias);
