using Lake.Jinja.Compiling;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>What a loop does in each round and when there was none.</summary>
/// <param name="LoopSlot">Where <c>loop</c> is kept; -1 when the body does not ask for it.</param>
internal sealed record LoopPlan(
    Target Target, FrameEntry? Entry, Statement[] Body, FrameEntry? ElseEntry, Statement[] Else, int LoopSlot, CallSite Site);

/// <summary>The test of <c>for … if</c>, which has variables of its own.</summary>
internal sealed record LoopTest(Target Target, FrameEntry? Entry, Expression Test, Function Function);

internal sealed class ForStatement(LoopPlan plan, Expression items, LoopTest? test) : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            var value = items.Eval(a);
            if (plan.LoopSlot < 0 && test is null)
            {
                switch (value)
                {
                    case PyList list:
                        return Fast(a, list.Items);
                    case PyTuple tuple:
                        return Fast(a, tuple.Values);
                }
            }

            return Loops.Run(plan, a, test is null ? value : Loops.Filter(test, a, value), null, 0);
        }
        catch (JinjaError e) when (plan.Site.Note(e, a))
        {
            throw;
        }
    }

    /// <summary>The list may grow or shrink underway.</summary>
    private Signal Fast(Activation a, List<object?> values)
    {
        var isCompleted = false;
        for (var i = 0; i < values.Count; i++)
        {
            var signal = Round(a, values[i]);
            isCompleted |= signal == Signal.None;
            if (signal is Signal.Break or Signal.Return)
            {
                return signal == Signal.Return ? signal : Loops.Finish(plan, a, isCompleted);
            }
        }

        return Loops.Finish(plan, a, isCompleted);
    }

    private Signal Fast(Activation a, object?[] values)
    {
        var isCompleted = false;
        foreach (var value in values)
        {
            var signal = Round(a, value);
            isCompleted |= signal == Signal.None;
            if (signal is Signal.Break or Signal.Return)
            {
                return signal == Signal.Return ? signal : Loops.Finish(plan, a, isCompleted);
            }
        }

        return Loops.Finish(plan, a, isCompleted);
    }

    private Signal Round(Activation a, object? value)
    {
        a.Session.Iterate();
        plan.Target.Assign(a, value);
        plan.Entry?.Enter(a);
        return Body.Run(plan.Body, a);
    }
}

/// <summary><c>{% for … recursive %}</c>: a function of its own that <c>loop(items)</c> calls again.</summary>
internal sealed class RecursiveForStatement(LoopPlan plan, Function function, Expression items, LoopTest? test, CallSite site, bool isNative) : Statement
{
    public override Signal Exec(Activation a)
    {
        var output = a.Output;
        var value = items.Eval(a);
        if (a.Session.Map is { } map)
        {
            var (start, segments) = (output.Length, map.Count);
            output.Append(Render(a, value, 0));
            map.AddRest(segments, start, output.Length, site, a.Session.Top);
        }
        else if (isNative)
        {
            output.Values?.Add(Render(a, value, 0));
        }
        else
        {
            output.Append(Render(a, value, 0));
        }

        return Signal.None;
    }

    private string Render(Activation outer, object? value, int depth)
    {
        outer.Session.Enter("loop", site);
        var a = new Activation(outer.Session, outer.Module, new object?[function.SlotCount], outer);
        var (output, mark, values) = (a.Output, a.Output.Length, a.Output.Values);
        var isDone = false;
        output.Values = isNative ? [] : values;
        try
        {
            var source = test is null ? value : Loops.Filter(test, outer, value);
            var signal = Loops.Run(plan, a, source, (inner, level) => Render(outer, inner, level), depth);
            isDone = true;
            return signal == Signal.Return ? throw new ReturnException(a.Session.Returned)
                : isNative ? Capture.Join(output) : output.Cut(mark);
        }
        catch (JinjaError e) when (plan.Site.Note(e, a))
        {
            throw;
        }
        finally
        {
            outer.Session.Leave();
            output.Values = values;
            if (!isDone)
            {
                output.Drop(mark);
            }
        }
    }
}
