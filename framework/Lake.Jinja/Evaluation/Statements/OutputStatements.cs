using Lake.Jinja.Evaluation.Expressions;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>The result of a filter block, which goes into the output as it is: anything but a string fails.</summary>
internal sealed class RawOutputStatement(Expression value, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        var start = a.Output.Length;
        a.Output.AppendRaw(value.Eval(a), site, a);
        a.Output.Map?.Add(start, a.Output.Length - start, site.Location, false, a.Session.Top);
        return Signal.None;
    }
}

/// <summary>A part of a native result: the value itself.</summary>
internal sealed class NativeOutputStatement(Expression value) : Statement
{
    public override Signal Exec(Activation a)
    {
        a.Output.AddPart(value.Eval(a));
        return Signal.None;
    }
}

/// <summary><c>{% do value %}</c>.</summary>
internal sealed class DoStatement(Expression value) : Statement
{
    public override Signal Exec(Activation a)
    {
        value.Eval(a);
        return Signal.None;
    }
}

/// <summary>What stands outside of blocks in a template that may extend another: not run once the parent is known.</summary>
internal sealed class GuardedStatement(Statement[] statements, int parentSlot) : Statement
{
    public override Signal Exec(Activation a) => a.Slots[parentSlot] is Template ? Signal.None : Body.Run(statements, a);
}

internal sealed class SignalStatement(Signal signal) : Statement
{
    public override Signal Exec(Activation a) => signal;
}

/// <summary><c>{{ return(value) }}</c> or <c>{% do return(value) %}</c>: ends the macro without an exception.</summary>
/// <param name="otherwise">For when <c>return</c> means something else here.</param>
internal sealed class ReturnStatement(CallExpression call, Expression value, Statement[] otherwise) : Statement
{
    public override Signal Exec(Activation a)
    {
        if (!ReferenceEquals(call.Callee.Eval(a), Globals.ReturnFunction.Instance))
        {
            return Body.Run(otherwise, a);
        }

        a.Session.Returned = value.Eval(a);
        return Signal.Return;
    }
}
