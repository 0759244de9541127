using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary>Gives one of its operands, as in Python.</summary>
internal sealed class AndExpression(Expression left, Expression right) : Expression
{
    public override bool IsPure { get; } = left.IsPure && right.IsPure;

    public override object? Eval(Activation a)
    {
        var value = left.Eval(a);
        return PyValue.IsTrue(value) ? right.Eval(a) : value;
    }

    public override bool IsTrue(Activation a) => left.IsTrue(a) && right.IsTrue(a);
}

internal sealed class OrExpression(Expression left, Expression right) : Expression
{
    public override bool IsPure { get; } = left.IsPure && right.IsPure;

    public override object? Eval(Activation a)
    {
        var value = left.Eval(a);
        return PyValue.IsTrue(value) ? value : right.Eval(a);
    }

    public override bool IsTrue(Activation a) => left.IsTrue(a) || right.IsTrue(a);
}

internal sealed class NotExpression(Expression operand) : Expression
{
    public override bool IsPure { get; } = operand.IsPure;

    public override object? Eval(Activation a) => PyBox.Of(IsTrue(a));

    public override bool IsTrue(Activation a) => !operand.IsTrue(a);
}

/// <param name="site">For the message of the undefined value when the test fails and there is no else.</param>
internal sealed class ConditionalExpression(Expression test, Expression then, Expression? otherwise, CallSite site) : Expression
{
    public override bool IsPure { get; } = test.IsPure && then.IsPure && otherwise is { IsPure: true };

    public override object? Eval(Activation a) =>
        test.IsTrue(a) ? then.Eval(a) : otherwise is null ? NoElse() : otherwise.Eval(a);

    private Undefined NoElse() =>
        new(null, $"the inline if-expression on line {site.Location.Start.Line} evaluated to false and no else section was defined.");

    public override void Write(Activation a, OutputBuffer output)
    {
        if (test.IsTrue(a))
        {
            then.Write(a, output);
        }
        else
        {
            otherwise?.Write(a, output);
        }
    }
}
