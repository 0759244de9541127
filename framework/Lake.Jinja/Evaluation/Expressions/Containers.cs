using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

internal sealed class TupleExpression(Expression[] items) : Expression
{
    public override bool IsPure { get; } = Array.TrueForAll(items, item => item.IsPure);

    public override object? Eval(Activation a) => items.Length == 0 ? PyTuple.Empty : new PyTuple(All(items, a));

    public static object?[] All(Expression[] items, Activation a)
    {
        if (items.Length == 0)
        {
            return [];
        }

        var values = new object?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Eval(a);
        }

        return values;
    }
}

internal sealed class ListExpression(Expression[] items) : Expression
{
    public override bool IsPure { get; } = Array.TrueForAll(items, item => item.IsPure);

    /// <summary>For those who only walk through the items: a tuple needs not be made anew each time.</summary>
    public Expression AsTuple() => new TupleExpression(items);

    public override object? Eval(Activation a)
    {
        var values = new List<object?>(items.Length);
        foreach (var item in items)
        {
            values.Add(item.Eval(a));
        }

        return PyList.Own(values);
    }
}

internal sealed class DictExpression((Expression Key, Expression Value)[] items, CallSite site) : Expression
{
    public override bool IsPure { get; } = Array.TrueForAll(items, item => item.Key.IsPure && item.Value.IsPure);

    public override object? Eval(Activation a)
    {
        var dict = new PyDict();
        foreach (var (key, value) in items)
        {
            var (k, v) = (key.Eval(a), value.Eval(a));
            try
            {
                dict[k] = v;
            }
            catch (JinjaError e) when (site.Note(e, a))
            {
                throw;
            }
        }

        return dict;
    }
}
