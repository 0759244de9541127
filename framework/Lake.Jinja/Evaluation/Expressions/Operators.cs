using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

internal sealed class BinaryExpression(BinaryOperator operation, Expression left, Expression right, CallSite site) : Expression
{
    public override bool IsPure { get; } = left.IsPure && right.IsPure;

    public override object? Eval(Activation a)
    {
        var (x, y) = (left.Eval(a), right.Eval(a));
        if (operation == BinaryOperator.Add && x is long n && y is long m)
        {
            var sum = unchecked(n + m);
            if (((n ^ sum) & (m ^ sum)) >= 0)
            {
                return PyBox.Of(sum);
            }
        }

        try
        {
            return Arithmetic.Apply(operation, x, y);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

internal sealed class SignExpression(bool isMinus, Expression operand, CallSite site) : Expression
{
    public override bool IsPure { get; } = operand.IsPure;

    public override object? Eval(Activation a)
    {
        var value = operand.Eval(a);
        try
        {
            return isMinus ? Arithmetic.Negate(value) : Arithmetic.Plus(value);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary><c>a ~ b</c>.</summary>
internal sealed class ConcatExpression(Expression[] items, bool escapes) : Expression
{
    /// <summary>Where the whole is only printed, they are printed one by one.</summary>
    public Expression[] Items => items;

    public override bool IsPure { get; } = Array.TrueForAll(items, item => item.IsPure);

    public override object? Eval(Activation a)
    {
        if (items.Length == 2 && !escapes)
        {
            return PyText.Of(items[0].Eval(a)) + PyText.Of(items[1].Eval(a));
        }

        var values = TupleExpression.All(items, a);
        return escapes && Array.Exists(values, value => value is Markup)
            ? new Markup(string.Concat(values.Select(value => Markup.Escape(value).Value)))
            : string.Concat(values.Select(PyText.Of));
    }
}

/// <summary>One comparison.</summary>
internal sealed class CompareExpression(CompareOperator operation, Expression left, Expression right, CallSite site) : Expression
{
    public override bool IsPure { get; } = left.IsPure && right.IsPure;

    public override object? Eval(Activation a) => PyBox.Of(IsTrue(a));

    public override bool IsTrue(Activation a)
    {
        var (x, y) = (left.Eval(a), right.Eval(a));
        if (x is string s && y is string t && operation <= CompareOperator.NotEqual)
        {
            return s == t == (operation == CompareOperator.Equal);
        }

        if (x is long n && y is long m)
        {
            return operation.Holds(n.CompareTo(m));
        }

        try
        {
            return PyCompare.Compare(operation, x, y);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary><c>in</c> and <c>not in</c>.</summary>
internal sealed class InExpression(bool isNegated, Expression left, Expression right, CallSite site) : Expression
{
    public override bool IsPure { get; } = left.IsPure && right.IsPure;

    public override object? Eval(Activation a) => PyBox.Of(IsTrue(a));

    public override bool IsTrue(Activation a)
    {
        var (item, container) = (left.Eval(a), right.Eval(a));
        try
        {
            return Membership.Contains(container, item) != isNegated;
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary><c>a &lt; b &lt; c</c>: each operand is evaluated once, the rest only while all hold.</summary>
internal sealed class ChainExpression(Expression first, (CompareOperator? Operator, bool IsNegated, Expression Value)[] rest, CallSite site)
    : Expression
{
    public override bool IsPure { get; } = first.IsPure && Array.TrueForAll(rest, part => part.Value.IsPure);

    public override object? Eval(Activation a)
    {
        var left = first.Eval(a);
        try
        {
            foreach (var (operation, isNegated, value) in rest)
            {
                var right = value.Eval(a);
                var holds = operation is { } order
                    ? PyCompare.Compare(order, left, right)
                    : Membership.Contains(right, left) != isNegated;
                if (!holds)
                {
                    return PyBox.False;
                }

                left = right;
            }
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return PyBox.True;
    }
}
