using Lake.Jinja.Methods;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary><c>callee(arguments)</c>.</summary>
internal sealed class CallExpression(Expression callee, ArgumentList arguments, CallSite site) : Expression
{
    public Expression Callee => callee;

    public ArgumentList Arguments => arguments;

    public CallSite Site => site;

    public override object? Eval(Activation a)
    {
        var function = callee.Eval(a);
        try
        {
            return Calls.Call(function, Evaluate(a, null));
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }

    public override void Write(Activation a, OutputBuffer output) => WriteWith(a, output, null);

    /// <summary>Macros write straight into the output.</summary>
    /// <param name="caller">What a call block passes.</param>
    public void WriteWith(Activation a, OutputBuffer output, MacroValue? caller)
    {
        var function = callee.Eval(a);
        try
        {
            var values = Evaluate(a, caller);
            switch (function)
            {
                case BoundMacro macro when caller is null:
                    macro.CallInto(values, output);
                    break;
                case MacroValue macro:
                    macro.CallInto(values, output);
                    break;
                default:
                    var result = Calls.Call(function, values);
                    output.AppendValue(caller is null ? result : Statements.RawOutputStatement.Text(result));
                    break;
            }
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }

    public object? EvalWith(Activation a, MacroValue caller)
    {
        var function = callee.Eval(a);
        try
        {
            return Calls.Call(function, Evaluate(a, caller));
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }

    private CallArguments Evaluate(Activation a, MacroValue? caller)
    {
        var positional = arguments.Positional(a, 0);
        var keywords = arguments.Keywords(a);
        return new CallArguments(positional, caller is null ? keywords : [.. keywords, new Keyword("caller", caller)], a.Session, site);
    }
}

/// <summary><c>owner.name(arguments)</c>: the methods of strings, lists, dicts … are called without making an object of them.</summary>
internal sealed class MethodCallExpression(Expression owner, string name, ArgumentList arguments, CallSite site, CallSite attributeSite)
    : Expression
{
    public override object? Eval(Activation a)
    {
        var self = owner.Eval(a);
        try
        {
            if (BuiltinMethods.Find(self, name) is { } method)
            {
                return method.Invoke(self, Evaluate(a));
            }

            return Calls.Call(Callee(self, a), Evaluate(a));
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }

    public override void Write(Activation a, OutputBuffer output)
    {
        var self = owner.Eval(a);
        try
        {
            if (BuiltinMethods.Find(self, name) is { } method)
            {
                output.AppendValue(method.Invoke(self, Evaluate(a)));
                return;
            }

            var function = Callee(self, a);
            if (function is BoundMacro macro)
            {
                macro.CallInto(Evaluate(a), output);
            }
            else if (function is MacroValue value)
            {
                value.CallInto(Evaluate(a), output);
            }
            else
            {
                output.AppendValue(Calls.Call(function, Evaluate(a)));
            }
        }
        catch (Exception e) when (site.Note(e, a))
        {
            throw;
        }
    }

    private object? Callee(object? self, Activation a)
    {
        try
        {
            return Access.Attribute(self, name, a.Module.Undefined);
        }
        catch (JinjaError e) when (attributeSite.Note(e, a))
        {
            throw;
        }
    }

    private CallArguments Evaluate(Activation a)
    {
        var positional = arguments.Positional(a, 0);
        return new CallArguments(positional, arguments.Keywords(a), a.Session, site);
    }
}
