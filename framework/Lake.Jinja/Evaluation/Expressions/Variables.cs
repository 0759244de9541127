using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary>A literal, or what was folded into one.</summary>
internal sealed class Constant(object? value) : Expression
{
    public object? Value => value;

    public override bool IsPure => true;

    public override object? Eval(Activation a) => value;
}

/// <summary>A literal beyond the range of floats: fine where Jinja2 folds it, unknown to the Python code it generates.</summary>
internal sealed class InfiniteConstant(double value, Activation folding) : Expression
{
    public override bool IsPure => true;

    public override object? Eval(Activation a) => ReferenceEquals(a, folding)
        ? value
        : throw JinjaError.Template($"name '{(value > 0 ? "inf" : "-inf")}' is not defined");
}

/// <summary>A variable of the activation at work.</summary>
internal sealed class LocalVariable(int slot, string name) : Expression
{
    public override object? Eval(Activation a)
    {
        var value = a.Slots[slot];
        return value is Sentinel ? a.Resolve(slot, name) : value;
    }

    public override void Write(Activation a, OutputBuffer output)
    {
        if (a.Slots[slot] is string text)
        {
            output.Append(text);
        }
        else
        {
            output.AppendValue(Eval(a));
        }
    }
}

/// <summary>A name that the template sets nowhere: the context's, looked up once for the outermost activation.</summary>
internal sealed class FreeVariable(int hops, int slot, string name) : Expression
{
    public override object? Eval(Activation a)
    {
        var owner = OuterVariable.Owner(a, hops);
        return owner.Slots[slot] is not { } value ? owner.LookUp(slot, name)
            : value is Sentinel ? owner.Resolve(slot, name)
            : value;
    }

    public override void Write(Activation a, OutputBuffer output)
    {
        if (OuterVariable.Owner(a, hops).Slots[slot] is string text)
        {
            output.Append(text);
        }
        else
        {
            output.AppendValue(Eval(a));
        }
    }
}

/// <summary>A variable of an enclosing activation, so many functions out.</summary>
internal sealed class OuterVariable(int hops, int slot, string name) : Expression
{
    public override object? Eval(Activation a)
    {
        var owner = Owner(a, hops);
        var value = owner.Slots[slot];
        return value is Sentinel ? owner.Resolve(slot, name) : value;
    }

    public static Activation Owner(Activation a, int hops)
    {
        for (; hops > 0; hops--)
        {
            a = a.Outer ?? throw new InvalidOperationException("a closure lacks its outer activation");
        }

        return a;
    }
}
