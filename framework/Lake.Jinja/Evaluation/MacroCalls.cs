using Lake.Jinja.Compiling;
using Lake.Jinja.Evaluation.Statements;

namespace Lake.Jinja.Evaluation;

/// <summary>
/// Calls of macros. Those of dbt (bound to a context) catch <c>return()</c>; those that a template defines for itself,
/// and callers, let it pass to the next one out.
/// </summary>
internal static class MacroCalls
{
    public static object? Call(CompiledMacro macro, Module module, in CallArguments arguments)
    {
        if (arguments.Session is not { } session)
        {
            return Renderer.CallMacro(macro, module, arguments);
        }

        return Run(macro, session, module, null, arguments, catchesReturn: true, inner: false, out var value) ? value : null;
    }

    public static void CallInto(CompiledMacro macro, Module module, in CallArguments arguments, OutputBuffer output)
    {
        if (arguments.Session is not { } session || session.Output != output)
        {
            output.AppendValue(Call(macro, module, arguments));
        }
        else if (Run(macro, session, module, null, arguments, catchesReturn: true, inner: true, out var value))
        {
            output.AppendValue(value);
        }
    }

    public static object? CallInner(CompiledMacro macro, Activation closure, in CallArguments arguments)
    {
        var session = arguments.Session ?? closure.Session;
        return Run(macro, session, closure.Module, closure, arguments, catchesReturn: false, inner: false, out var value) ? value : null;
    }

    public static void CallInnerInto(CompiledMacro macro, Activation closure, in CallArguments arguments, OutputBuffer output)
    {
        var session = arguments.Session ?? closure.Session;
        if (session.Output != output)
        {
            output.AppendValue(CallInner(macro, closure, arguments));
        }
        else if (Run(macro, session, closure.Module, closure, arguments, catchesReturn: false, inner: true, out var value))
        {
            output.AppendValue(value);
        }
    }

    /// <summary>
    /// Runs the body. True when <paramref name="value"/> is the result; false when the text stays in the output
    /// (<paramref name="inner"/>).
    /// </summary>
    private static bool Run(
        CompiledMacro macro,
        Session session,
        Module module,
        Activation? closure,
        in CallArguments arguments,
        bool catchesReturn,
        bool inner,
        out object? value)
    {
        var a = new Activation(session, module, new object?[macro.Body.Function.SlotCount], closure);
        MacroBinding.Bind(macro, a, arguments);
        var output = session.Output;
        var (mark, nativeValues) = (output.Length, output.Values);
        var caller = session.Enter(macro.Name ?? "caller", arguments.CallSite);
        var isDone = false;
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

            if (inner && !macro.IsNative)
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
            session.Leave(caller);
            output.Values = nativeValues;
            if (!isDone)
            {
                output.Drop(mark);
            }
        }
    }
}
