using Lake.Jinja.Compiling;
using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Globals;
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
            var value = test is null ? items.Eval(a) : Loops.Filter(test, a, items.Eval(a));
            return plan.LoopSlot >= 0 ? Loops.RunExtended(plan, a, value, null, 0) : value switch
            {
                PyList list => Loops.Run(plan, a, new ListItems(list.Items)),
                PyTuple tuple => Loops.Run(plan, a, new ArrayItems(tuple.Values)),
                _ => Loops.Run(plan, a, new IteratorItems(PyIteration.Iterator(value))),
            };
        }
        catch (JinjaError e) when (plan.Site.Note(e, a))
        {
            throw;
        }
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
            output.AddPart(Render(a, value, 0));
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
            var signal = Loops.RunExtended(plan, a, source, (inner, level) => Render(outer, inner, level), depth);
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
