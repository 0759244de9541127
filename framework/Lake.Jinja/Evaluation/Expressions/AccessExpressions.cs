using Lake.Jinja.Errors;
using Lake.Jinja.Methods;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

internal sealed class AttributeExpression(Expression owner, string name, CallSite site) : Expression
{
    /// <summary>No dict has an attribute of that name, so that it can only be a key.</summary>
    private readonly bool _isKey = !name.StartsWith('_') && DictMethods.Table.Find(name) is null;

    private readonly int _hash = PyCompare.Hash(name);

    public override bool IsPure { get; } = owner.IsPure;

    public override object? Eval(Activation a)
    {
        var value = owner.Eval(a);
        if (_isKey && value is PyDict dict && dict.TryGet(name, _hash, out var item))
        {
            return item;
        }

        if (value is LoopContext loop && loop.TryGetAttribute(name, out item))
        {
            return item;
        }

        try
        {
            return Access.Attribute(value, name, a.Module.Undefined);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

internal sealed class ItemExpression(Expression owner, Expression key, CallSite site) : Expression
{
    public override bool IsPure { get; } = owner.IsPure && key.IsPure;

    public override object? Eval(Activation a)
    {
        var (value, k) = (owner.Eval(a), key.Eval(a));
        if (value is PyList list && k is long index and >= 0 && index < list.Items.Count)
        {
            return list.Items[(int)index];
        }

        if (value is PyDict dict && k is string name && dict.TryGet(name, out var item))
        {
            return item;
        }

        try
        {
            return Access.Item(value, k, a.Module.Undefined);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

internal sealed class SliceExpression(Expression owner, Expression? start, Expression? stop, Expression? step, CallSite site, Activation folding) : Expression
{
    public override bool IsPure { get; } =
        owner.IsPure && start is null or { IsPure: true } && stop is null or { IsPure: true } && step is null or { IsPure: true };

    public override object? Eval(Activation a)
    {
        var (value, from, to, by) = (owner.Eval(a), start?.Eval(a), stop?.Eval(a), step?.Eval(a));
        try
        {
            return Slicing.Apply(value, from, to, by);
        }
        catch (JinjaError e) when (e.Kind == ErrorKind.TypeError && ReferenceEquals(a, folding))
        {
            // Folding goes through the sandbox's access to items, which takes a type error for a missing item.
            return a.MissingOf(value, null);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}
