using System.Collections.Immutable;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja.Tree;

public abstract record ExpressionSyntax(TextSpan Span) : SyntaxNode(Span);

/// <summary>A string, number, <c>true</c>, <c>false</c> or <c>none</c>.</summary>
public sealed record LiteralSyntax(TextSpan Span, object? Value) : ExpressionSyntax(Span);

public sealed record NameSyntax(TextSpan Span, string Name) : ExpressionSyntax(Span);

public sealed record TupleSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Items) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

public sealed record ListSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Items) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

public sealed record DictSyntax(TextSpan Span, ImmutableArray<DictItemSyntax> Items) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

public sealed record DictItemSyntax(TextSpan Span, ExpressionSyntax Key, ExpressionSyntax Value) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Key, Value];
}

public sealed record UnarySyntax(TextSpan Span, UnaryOperator Operator, ExpressionSyntax Operand) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand];
}

public enum UnaryOperator
{
    Not,
    Minus,
    Plus,
}

public sealed record BinarySyntax(TextSpan Span, BinaryOperator Operator, ExpressionSyntax Left, ExpressionSyntax Right)
    : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Left, Right];
}

/// <summary><c>and</c> or <c>or</c>.</summary>
public sealed record LogicSyntax(TextSpan Span, bool IsAnd, ExpressionSyntax Left, ExpressionSyntax Right) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Left, Right];
}

/// <summary><c>a ~ b ~ c</c>.</summary>
public sealed record ConcatSyntax(TextSpan Span, ImmutableArray<ExpressionSyntax> Items) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Items;
}

/// <summary>A chain such as <c>a &lt; b &lt; c</c>.</summary>
public sealed record CompareSyntax(TextSpan Span, ExpressionSyntax First, ImmutableArray<ComparandSyntax> Rest) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [First, .. Rest];
}

/// <param name="Operator">Null for <c>in</c> and <c>not in</c>.</param>
/// <param name="IsNegated">Whether it is <c>not in</c>.</param>
public sealed record ComparandSyntax(TextSpan Span, CompareOperator? Operator, bool IsNegated, ExpressionSyntax Value) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Value];
}

/// <summary><c>then if test else otherwise</c>.</summary>
public sealed record ConditionalSyntax(TextSpan Span, ExpressionSyntax Test, ExpressionSyntax Then, ExpressionSyntax? Otherwise)
    : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Otherwise is null ? [Then, Test] : [Then, Test, Otherwise];
}

public sealed record AttributeSyntax(TextSpan Span, ExpressionSyntax Owner, string Name, TextSpan NameSpan) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Owner];
}

public sealed record ItemSyntax(TextSpan Span, ExpressionSyntax Owner, ExpressionSyntax Key) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Owner, Key];
}

/// <summary><c>start:stop:step</c>, only as the key of an item.</summary>
public sealed record SliceSyntax(TextSpan Span, ExpressionSyntax? Start, ExpressionSyntax? Stop, ExpressionSyntax? Step)
    : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => new SyntaxNode?[] { Start, Stop, Step }.OfType<SyntaxNode>();
}

public sealed record CallSyntax(TextSpan Span, ExpressionSyntax Callee, ArgumentsSyntax Arguments) : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Callee, Arguments];
}

public sealed record ArgumentsSyntax(
    TextSpan Span,
    ImmutableArray<ExpressionSyntax> Positional,
    ImmutableArray<KeywordSyntax> Keywords,
    ExpressionSyntax? Star,
    ExpressionSyntax? DoubleStar) : SyntaxNode(Span)
{
    public static readonly ArgumentsSyntax None = new(default, [], [], null, null);

    public override IEnumerable<SyntaxNode> Children =>
        new IEnumerable<SyntaxNode?>[] { Positional, Keywords, [Star, DoubleStar] }.SelectMany(part => part).OfType<SyntaxNode>();
}

public sealed record KeywordSyntax(TextSpan Span, string Name, ExpressionSyntax Value) : SyntaxNode(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Value];
}

/// <param name="Operand">Null in <c>{% filter %}</c> and block set, where the captured text is meant.</param>
public sealed record FilterSyntax(TextSpan Span, ExpressionSyntax? Operand, string Name, TextSpan NameSpan, ArgumentsSyntax Arguments)
    : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => Operand is null ? [Arguments] : [Operand, Arguments];
}

/// <summary><c>operand is name(arguments)</c>.</summary>
public sealed record TestSyntax(TextSpan Span, ExpressionSyntax Operand, string Name, TextSpan NameSpan, ArgumentsSyntax Arguments)
    : ExpressionSyntax(Span)
{
    public override IEnumerable<SyntaxNode> Children => [Operand, Arguments];
}

/// <summary><c>name.attribute</c> on the left of an assignment.</summary>
public sealed record NamespaceTargetSyntax(TextSpan Span, string Name, string Attribute) : ExpressionSyntax(Span);

/// <summary>What stands where an expression is missing; the diagnostics say why.</summary>
public sealed record MissingSyntax(TextSpan Span) : ExpressionSyntax(Span);
