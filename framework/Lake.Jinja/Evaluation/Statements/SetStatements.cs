using Lake.Jinja.Compiling;
using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Statements;

internal sealed class SetStatement(Target target, Expression value, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            target.Check(a);
            target.Assign(a, value.Eval(a));
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return Signal.None;
    }
}

/// <summary><c>{% set target %}…{% endset %}</c>.</summary>
internal sealed class SetBlockStatement(
    Target target, CapturedText captured, Expression value, FrameEntry? entry, Statement[] body, bool isNative, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            entry?.Enter(a);
            var signal = Capture.Run(body, a, isNative, out var text);
            if (signal != Signal.None)
            {
                return signal;
            }

            captured.Set(a, text);
            target.Check(a);
            target.Assign(a, value.Eval(a));
            entry?.Leave(a);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return Signal.None;
    }
}

/// <summary>The text a block has captured, as the operand of its filters.</summary>
internal sealed class CapturedText(int slot, bool escapes) : Expression
{
    public void Set(Activation a, string text) => a.Slots[slot] = escapes ? new Markup(text) : text;

    public override object? Eval(Activation a) => a.Slots[slot];
}

/// <summary><c>{% filter name %}…{% endfilter %}</c>.</summary>
internal sealed class FilterBlockStatement(CapturedText captured, FrameEntry? entry, Statement[] body, Statement output, bool isNative) : Statement
{
    public override Signal Exec(Activation a)
    {
        entry?.Enter(a);
        var signal = Capture.Run(body, a, isNative, out var text);
        if (signal != Signal.None)
        {
            return signal;
        }

        captured.Set(a, text);
        signal = output.Exec(a);
        entry?.Leave(a);
        return signal;
    }
}

internal sealed class WithStatement(FrameEntry? entry, (Target Target, Expression Value)[] items, Statement[] body) : Statement
{
    public override Signal Exec(Activation a)
    {
        entry?.Enter(a);
        foreach (var (target, value) in items)
        {
            target.Assign(a, value.Eval(a));
        }

        var signal = Body.Run(body, a);
        entry?.Leave(a);
        return signal;
    }
}

internal sealed class IfStatement((Expression Test, Statement[] Body)[] branches, Statement[] otherwise) : Statement
{
    public override Signal Exec(Activation a)
    {
        foreach (var (test, body) in branches)
        {
            if (test.IsTrue(a))
            {
                return Body.Run(body, a);
            }
        }

        return Body.Run(otherwise, a);
    }
}

internal sealed class MacroStatement(CompiledMacro macro, Target target) : Statement
{
    public override Signal Exec(Activation a)
    {
        target.Assign(a, new MacroValue(macro, a));
        return Signal.None;
    }
}

/// <summary><c>{% call callee() %}…{% endcall %}</c>.</summary>
internal sealed class CallBlockStatement(CompiledMacro body, CallExpression call, CallSite site, bool isNative) : Statement
{
    public override Signal Exec(Activation a)
    {
        var caller = new MacroValue(body, a);
        var output = a.Output;
        if (isNative)
        {
            output.AddPart(call.Eval(a, caller));
        }
        else if (a.Session.Map is { } map)
        {
            var (start, segments) = (output.Length, map.Count);
            call.Write(a, caller);
            map.AddRest(segments, start, output.Length, site, a.Session.Top);
        }
        else
        {
            call.Write(a, caller);
        }

        return Signal.None;
    }
}
