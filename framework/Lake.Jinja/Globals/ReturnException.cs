using Lake.Jinja.Evaluation;

namespace Lake.Jinja.Globals;

/// <summary>
/// <c>return(x)</c> from within an expression, on its way to the macro's caller. As a statement of its own it needs no
/// exception: see <see cref="Signal.Return"/>.
/// </summary>
internal sealed class ReturnException(object? value) : Exception("return() outside of a macro")
{
    public object? Value { get; } = value;
}
