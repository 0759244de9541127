using Lake.Jinja.Builtins;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary><c>operand|name(arguments)</c>.</summary>
internal sealed class FilterExpression(Builtin filter, Expression operand, ArgumentList arguments, CallSite site) : Expression
{
    public override bool IsPure { get; } = !filter.NeedsContext && operand.IsPure && arguments.IsPure;

    public override object? Eval(Activation a)
    {
        var first = operand.Eval(a);
        try
        {
            var positional = arguments.Positional(a, 1);
            positional[0] = first;
            return filter.Invoke(positional, arguments.Keywords(a), a.Module.Environment);
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary><c>operand|default(fallback)</c>, the most frequent filter, without a detour.</summary>
internal sealed class DefaultExpression(Expression operand, Expression? fallback) : Expression
{
    public override bool IsPure { get; } = operand.IsPure && fallback is null or { IsPure: true };

    public override object? Eval(Activation a)
    {
        var value = operand.Eval(a);
        return value is not Undefined ? value : fallback is null ? "" : fallback.Eval(a);
    }
}

/// <summary><c>operand is name(arguments)</c>.</summary>
internal sealed class TestExpression(Builtin test, Expression operand, ArgumentList arguments, CallSite site) : Expression
{
    public override bool IsPure { get; } = operand.IsPure && arguments.IsPure;

    public override object? Eval(Activation a)
    {
        var first = operand.Eval(a);
        try
        {
            var positional = arguments.Positional(a, 1);
            positional[0] = first;
            return test.Invoke(positional, arguments.Keywords(a), a.Module.Environment);
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary><c>x is defined</c> and <c>x is not defined</c> without a detour.</summary>
internal sealed class DefinedExpression(Expression operand, bool expected) : Expression
{
    public override bool IsPure { get; } = operand.IsPure;

    public override object? Eval(Activation a) => PyBox.Of(IsTrue(a));

    public override bool IsTrue(Activation a) => operand.Eval(a) is not Undefined == expected;
}

/// <summary>A filter or test that does not exist, where Jinja2 complains only when it is reached.</summary>
internal sealed class UnknownExpression(string message, Expression operand, CallSite site) : Expression
{
    public override object? Eval(Activation a)
    {
        operand.Eval(a);
        try
        {
            throw JinjaError.Template(message);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary>Output within <c>{% autoescape true %}</c>.</summary>
internal sealed class EscapeExpression(Expression operand) : Expression
{
    public override object? Eval(Activation a)
    {
        if (operand is CallExpression { Callee: var callee } && callee.Eval(a) is MacroValue or BoundMacro)
        {
            return new Markup(PyText.Of(operand.Eval(a)));
        }

        return Markup.Escape(operand.Eval(a));
    }
}
