using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>The rounds of a loop.</summary>
internal static class Loops
{
    public static Signal Run<T>(LoopPlan plan, Activation a, T items)
        where T : struct, ILoopItems
    {
        var isCompleted = false;
        try
        {
            while (items.MoveNext(out var item))
            {
                a.Session.Iterate();
                plan.Target.Assign(a, item);
                plan.Entry?.Enter(a);
                var signal = Body.Run(plan.Body, a);
                isCompleted |= signal == Signal.None;
                if (signal == Signal.Return)
                {
                    return signal;
                }

                if (signal == Signal.Break)
                {
                    break;
                }
            }
        }
        finally
        {
            items.Dispose();
        }

        return Finish(plan, a, isCompleted);
    }

    /// <param name="recurse">Renders the loop again for other items one level deeper; null unless it is recursive.</param>
    public static Signal RunExtended(LoopPlan plan, Activation a, object? items, Func<object?, int, string>? recurse, int depth)
    {
        var loop = new LoopContext(items, a.Module, recurse, depth);
        a.Slots[plan.LoopSlot] = loop;
        return Run(plan, a, new ContextItems(loop));
    }

    /// <summary>
    /// Ends a loop. As in Jinja2, <c>else</c> runs unless one round came to its end without <c>break</c> or <c>continue</c>.
    /// </summary>
    private static Signal Finish(LoopPlan plan, Activation a, bool isCompleted)
    {
        plan.Entry?.Leave(a);
        if (isCompleted || plan.Else.Length == 0)
        {
            return Signal.None;
        }

        plan.ElseEntry?.Enter(a);
        var signal = Body.Run(plan.Else, a);
        plan.ElseEntry?.Leave(a);
        return signal;
    }

    /// <summary>The items that pass the test, one at a time.</summary>
    public static PyIterator Filter(LoopTest test, Activation outer, object? items) => new(Passing(test, outer, PyIteration.Iterator(items)));

    private static IEnumerable<object?> Passing(LoopTest test, Activation outer, IEnumerator<object?> items)
    {
        var a = new Activation(outer.Session, outer.Module, new object?[test.Function.SlotCount], outer);
        test.Entry?.Enter(a);
        using (items)
        {
            while (items.MoveNext())
            {
                outer.Session.Iterate();
                test.Target.Assign(a, items.Current);
                if (test.Test.IsTrue(a))
                {
                    yield return items.Current;
                }
            }
        }
    }
}
