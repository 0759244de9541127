using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Globals;

/// <summary>
/// dbt's <c>return(value)</c>. As a statement of its own it ends the macro at once; anywhere else it unwinds to the
/// macro's caller.
/// </summary>
public sealed class ReturnFunction : JinjaObject
{
    public static readonly ReturnFunction Instance = new();

    private ReturnFunction()
    {
    }

    public override string TypeName => "function";

    public override string Repr => "<function return>";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments) => arguments.Count + arguments.Keywords.Length > 1
        ? throw JinjaError.Type($"return() takes 1 positional argument but {arguments.Count + arguments.Keywords.Length} were given")
        : throw new ReturnException(arguments.Required(0, "data"));
}
