using Lake.Jinja.Compiling;

namespace Lake.Jinja.Evaluation;

/// <summary>A macro and where its names come from: what it takes to call it.</summary>
/// <param name="Closure">Where a running template has defined it; null for a macro that is bound to a context.</param>
internal readonly record struct MacroTarget(CompiledMacro Macro, Module Module, Activation? Closure)
{
    public static bool TryFrom(object? callee, out MacroTarget target)
    {
        target = callee switch
        {
            MacroValue macro => macro.Target,
            BoundMacro macro => macro.Target,
            _ => default,
        };
        return target.Macro is not null;
    }

    /// <summary>Fresh variables, with the arguments still missing.</summary>
    public Activation Activate(Session session)
    {
        var a = new Activation(session, Module, new object?[Macro.Body.Function.SlotCount], Closure);
        Macro.Body.Entry?.Enter(a);
        return a;
    }
}
