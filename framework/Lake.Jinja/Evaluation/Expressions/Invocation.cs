using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary>The arguments of a call and its place, for whatever the callee turns out to be.</summary>
internal sealed class Invocation(ArgumentList arguments, CallSite site)
{
    public CallSite Site => site;

    public object? Eval(object? callee, Activation a) =>
        MacroTarget.TryFrom(callee, out var target) && arguments.Activate(target, a) is { } called
            ? MacroCalls.Eval(target, called, site)
            : Calls.Call(callee, Values(a));

    /// <summary>Macros write straight into the output.</summary>
    public void Write(object? callee, Activation a)
    {
        if (MacroTarget.TryFrom(callee, out var target))
        {
            MacroCalls.Write(target, arguments.Activate(target, a) ?? MacroBinding.Activate(target, a.Session, Values(a)), site);
        }
        else
        {
            a.Output.AppendValue(Calls.Call(callee, Values(a)));
        }
    }

    public CallArguments Values(Activation a)
    {
        var positional = arguments.Positional(a, 0);
        return new CallArguments(positional, arguments.Keywords(a), a.Session, site);
    }

    /// <summary>The same with the body of a call block.</summary>
    public CallArguments Values(Activation a, MacroValue caller)
    {
        var positional = arguments.Positional(a, 0);
        return new CallArguments(positional, [.. arguments.Keywords(a), new Keyword("caller", caller)], a.Session, site);
    }
}
