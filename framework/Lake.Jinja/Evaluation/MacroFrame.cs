namespace Lake.Jinja.Evaluation;

/// <summary>An entry of the macro call stack.</summary>
internal sealed class MacroFrame(string macro, CallSite? site, MacroFrame? caller)
{
    private CallFrame? _frame;

    public MacroFrame? Caller => caller;

    public int Depth { get; } = caller is null ? 1 : caller.Depth + 1;

    public CallFrame Frame => _frame ??= new CallFrame(macro, site?.Location, caller?.Frame);
}
