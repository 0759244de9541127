using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Jinja.Tree;

public abstract record StatementSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>The whole template.</summary>
public sealed record TemplateSyntax(TextSpan Span, ImmutableArray<StatementSyntax> Body) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => Body;
}

/// <summary>Text outside tags, after whitespace control; what of it is printed is <see cref="Text"/>.</summary>
public sealed record TextSyntax(TextSpan Span, string Text) : StatementSyntax(Span);

/// <summary><c>{{ value }}</c>.</summary>
public sealed record OutputSyntax(TextSpan Span, ExpressionSyntax Value) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Value];
}

/// <summary><c>{% print a, b %}</c>.</summary>
public sealed record PrintSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Values) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Values;
}

/// <summary><c>{% do value %}</c>.</summary>
public sealed record DoSyntax(TextSpan Span, ExpressionSyntax Value) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Value];
}

public sealed record SetSyntax(TextSpan Span, ExpressionSyntax Target, ExpressionSyntax Value) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Target, Value];
}

public sealed record SetBlockSyntax(TextSpan Span, ExpressionSyntax Target, FilterSyntax? Filter, ImmutableArray<StatementSyntax> Body)
    : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Filter is null ? [Target, .. Body] : [Target, Filter, .. Body];
}

public sealed record IfSyntax(TextSpan Span, ImmutableArray<BranchSyntax> Branches, ImmutableArray<StatementSyntax> Else)
    : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [.. Branches, .. Else];
}

/// <summary><c>if</c> or <c>elif</c>.</summary>
public sealed record BranchSyntax(TextSpan Span, ExpressionSyntax Test, ImmutableArray<StatementSyntax> Body) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Test, .. Body];
}

public sealed record ForSyntax(
    TextSpan Span,
    ExpressionSyntax Target,
    ExpressionSyntax Items,
    ExpressionSyntax? Test,
    bool IsRecursive,
    ImmutableArray<StatementSyntax> Body,
    ImmutableArray<StatementSyntax> Else) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children =>
        Test is null ? [Target, Items, .. Body, .. Else] : [Target, Items, Test, .. Body, .. Else];
}

public sealed record BreakSyntax(TextSpan Span) : StatementSyntax(Span);

public sealed record ContinueSyntax(TextSpan Span) : StatementSyntax(Span);

public sealed record WithSyntax(
    TextSpan Span, ImmutableArray<ExpressionSyntax> Targets, ImmutableArray<ExpressionSyntax> Values, ImmutableArray<StatementSyntax> Body)
    : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [.. Targets, .. Values, .. Body];
}

public sealed record FilterBlockSyntax(TextSpan Span, FilterSyntax Filter, ImmutableArray<StatementSyntax> Body) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Filter, .. Body];
}

public sealed record AutoescapeSyntax(TextSpan Span, ExpressionSyntax Value, ImmutableArray<StatementSyntax> Body) : StatementSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Value, .. Body];
}

/// <summary>A statement that could not be read; the diagnostics say why.</summary>
public sealed record BadStatementSyntax(TextSpan Span) : StatementSyntax(Span);
