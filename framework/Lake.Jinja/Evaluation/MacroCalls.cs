using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Globals;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>
/// Calls of macros. Those of dbt (bound to a context) catch <c>return()</c>; those that a template defines for itself,
/// and callers, let it pass to the next one out.
/// </summary>
internal static class MacroCalls
{
    public static object? Call(in MacroTarget target, Session session, in CallArguments arguments) =>
        Eval(target, MacroBinding.Activate(target, session, arguments), arguments.Place as CallSite);

    /// <summary>The value of <c>return()</c>, else the text.</summary>
    public static object? Eval(in MacroTarget target, Activation a, CallSite? site)
    {
        Run(target, a, site, stays: false, out var value);
        return value;
    }

    /// <summary>Leaves the text in the output; a returned value is printed there.</summary>
    public static void Write(in MacroTarget target, Activation a, CallSite? site)
    {
        if (Run(target, a, site, stays: true, out var value))
        {
            a.Output.AppendValue(value);
        }
    }

    /// <summary>
    /// Runs the body. True when <paramref name="value"/> is the result; false when the text stays in the output.
    /// </summary>
    private static bool Run(in MacroTarget target, Activation a, CallSite? site, bool stays, out object? value)
    {
        var (macro, session, output) = (target.Macro, a.Session, a.Output);
        var (mark, nativeValues) = (output.Length, output.Values);
        var catchesReturn = target.Closure is null;
        var isDone = false;
        session.Enter(macro.Name ?? "caller", site);
        output.Values = macro.IsNative ? [] : null;
        try
        {
            MacroBinding.Defaults(macro, a);
            var signal = Body.Run(macro.Body.Statements, a);
            isDone = true;
            if (signal == Signal.Return)
            {
                output.Drop(mark);
                value = session.Returned;
                return catchesReturn ? true : throw new ReturnException(value);
            }

            if (stays && !macro.IsNative)
            {
                value = null;
                return false;
            }

            value = macro.IsNative ? Capture.Join(output) : output.Cut(mark);
            return true;
        }
        catch (ReturnException returned) when (catchesReturn)
        {
            isDone = true;
            output.Drop(mark);
            value = returned.Value;
            return true;
        }
        finally
        {
            session.Leave();
            output.Values = nativeValues;
            if (!isDone)
            {
                output.Drop(mark);
            }
        }
    }
}
