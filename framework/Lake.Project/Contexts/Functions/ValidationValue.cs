using Lake.Jinja.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>validation.any[type, …]</c>: a check that accepts whatever it is given.</summary>
internal sealed class ValidationValue : JinjaObject
{
    public override string TypeName => "AnyValidator";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments) => null;

    public override bool TryGetItem(object? key, out object? value)
    {
        value = this;
        return true;
    }
}
