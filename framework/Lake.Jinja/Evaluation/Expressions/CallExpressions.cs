using Lake.Jinja.Errors;
using Lake.Jinja.Methods;
using Lake.Jinja.Operations;

namespace Lake.Jinja.Evaluation.Expressions;

/// <summary><c>callee(arguments)</c>.</summary>
internal sealed class CallExpression(Expression callee, Invocation invocation) : Expression
{
    public Expression Callee => callee;

    public override object? Eval(Activation a)
    {
        var function = callee.Eval(a);
        try
        {
            return invocation.Eval(function, a);
        }
        catch (Exception e) when (invocation.Site.Note(e, a))
        {
            throw;
        }
    }

    public override void Write(Activation a, OutputBuffer output)
    {
        var function = callee.Eval(a);
        try
        {
            invocation.Write(function, a);
        }
        catch (Exception e) when (invocation.Site.Note(e, a))
        {
            throw;
        }
    }

    /// <summary>For a call block, which passes its body.</summary>
    public object? Eval(Activation a, MacroValue caller)
    {
        var function = callee.Eval(a);
        try
        {
            return Calls.Call(function, invocation.Values(a, caller));
        }
        catch (Exception e) when (invocation.Site.Note(e, a))
        {
            throw;
        }
    }

    /// <summary>What is not the text of a macro must be a string.</summary>
    public void Write(Activation a, MacroValue caller)
    {
        var function = callee.Eval(a);
        try
        {
            var values = invocation.Values(a, caller);
            if (function is MacroValue macro)
            {
                MacroCalls.Write(macro.Target, MacroBinding.Activate(macro.Target, a.Session, values), invocation.Site);
            }
            else
            {
                a.Output.AppendRaw(Calls.Call(function, values), invocation.Site, a);
            }
        }
        catch (Exception e) when (invocation.Site.Note(e, a))
        {
            throw;
        }
    }
}

/// <summary><c>owner.name(arguments)</c>: the methods of strings, lists, dicts … are called without making an object of them.</summary>
internal sealed class MethodCallExpression(Expression owner, string name, Invocation invocation, CallSite attributeSite) : Expression
{
    public override object? Eval(Activation a)
    {
        var self = owner.Eval(a);
        try
        {
            return BuiltinMethods.Find(self, name) is { } method
                ? method.Invoke(self, invocation.Values(a))
                : invocation.Eval(Callee(self, a), a);
        }
        catch (Exception e) when (invocation.Site.Note(e, a))
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
                output.AppendValue(method.Invoke(self, invocation.Values(a)));
            }
            else
            {
                invocation.Write(Callee(self, a), a);
            }
        }
        catch (Exception e) when (invocation.Site.Note(e, a))
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
}
