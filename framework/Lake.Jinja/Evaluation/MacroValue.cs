using Lake.Jinja.Compiling;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>A macro that a running template has defined, with the variables around it; also <c>caller</c>.</summary>
internal sealed class MacroValue(CompiledMacro macro, Activation closure) : JinjaObject
{
    public MacroTarget Target => new(macro, closure.Module, closure);

    public override string TypeName => "Macro";

    public override string Repr => macro.Name is null ? "<Macro anonymous>" : $"<Macro {PyRepr.OfString(macro.Name)}>";

    public override bool IsCallable => true;

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "name" => macro.Name,
            "arguments" => new PyTuple([.. macro.Parameters]),
            "catch_kwargs" => PyBox.Of(macro.KeywordsSlot >= 0),
            "catch_varargs" => PyBox.Of(macro.VarargsSlot >= 0),
            "caller" => PyBox.Of(macro.CallerSlot >= 0),
            "explicit_caller" => PyBox.Of(macro.HasExplicitCaller),
            _ => Sentinel.Missing,
        };
        return value is not Sentinel;
    }

    public override object? Call(in CallArguments arguments) => MacroCalls.Call(Target, arguments.Session as Session ?? closure.Session, arguments);
}
