using System.Collections.Immutable;
using Lake.Jinja.Tree;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Jinja;

/// <summary>
/// The calls of <c>ref</c>, <c>source</c> and <c>config</c> of a template, as far as they are known without rendering.
/// </summary>
/// <param name="IsComplete">
/// Whether the template does nothing else: no statements, no other expressions, only calls with literal arguments. It
/// then need not be rendered to be parsed.
/// </param>
public sealed record StaticCalls(bool IsComplete, ImmutableArray<StaticCall> Calls)
{
    private static readonly ImmutableArray<string> Known = ["ref", "source", "config"];

    internal static StaticCalls In(Template template)
    {
        var calls = ImmutableArray.CreateBuilder<StaticCall>();
        var isComplete = template.SyntaxDiagnostics.IsEmpty;
        foreach (var statement in template.Root.Body)
        {
            isComplete &= statement is TextSyntax || (statement is OutputSyntax output && IsKnown(template, output.Value));
        }

        foreach (var call in template.Root.DescendantsAndSelf().OfType<CallSyntax>())
        {
            if (Read(template, call) is { } known)
            {
                calls.Add(known);
            }
        }

        return new StaticCalls(isComplete, calls.DrainToImmutable());
    }

    private static bool IsKnown(Template template, ExpressionSyntax value) => Read(template, value as CallSyntax) is not null;

    private static StaticCall? Read(Template template, CallSyntax? call)
    {
        if (call?.Callee is not NameSyntax name || !Known.Contains(name.Name)
            || call.Arguments is not { Star: null, DoubleStar: null } arguments)
        {
            return null;
        }

        var positional = new List<object?>();
        foreach (var argument in arguments.Positional)
        {
            if (!TryLiteral(argument, out var value))
            {
                return null;
            }

            positional.Add(value);
        }

        var keywords = new List<Keyword>();
        foreach (var keyword in arguments.Keywords)
        {
            if (!TryLiteral(keyword.Value, out var value))
            {
                return null;
            }

            keywords.Add(new Keyword(keyword.Name, value));
        }

        return new StaticCall(name.Name, [.. positional], [.. keywords], template.Source.At(call.Span));
    }

    private static bool TryLiteral(ExpressionSyntax syntax, out object? value)
    {
        value = null;
        switch (syntax)
        {
            case LiteralSyntax literal:
                value = literal.Value;
                return true;
            case UnarySyntax { Operator: UnaryOperator.Minus, Operand: LiteralSyntax { Value: long or double } number }:
                value = Evaluation.Arithmetic.Negate(number.Value);
                return true;
            case ListSyntax list:
                return TryItems(list.Items, items => new PyList(items), out value);
            case TupleSyntax tuple:
                return TryItems(tuple.Items, items => new PyTuple([.. items]), out value);
            case DictSyntax dict:
                return TryDict(dict, out value);
            default:
                return false;
        }
    }

    private static bool TryItems(ImmutableArray<ExpressionSyntax> items, Func<List<object?>, object?> make, out object? value)
    {
        var values = new List<object?>();
        value = null;
        foreach (var item in items)
        {
            if (!TryLiteral(item, out var known))
            {
                return false;
            }

            values.Add(known);
        }

        value = make(values);
        return true;
    }

    private static bool TryDict(DictSyntax dict, out object? value)
    {
        var result = new PyDict();
        value = result;
        foreach (var item in dict.Items)
        {
            if (!TryLiteral(item.Key, out var key) || key is PyList or PyDict || !TryLiteral(item.Value, out var known))
            {
                return false;
            }

            result[key] = known;
        }

        return true;
    }
}

/// <summary>A call whose arguments are all literals. Lists and dicts among them are shared: copy before changing one.</summary>
public sealed record StaticCall(string Function, ImmutableArray<object?> Positional, ImmutableArray<Keyword> Keywords, Location Location);
