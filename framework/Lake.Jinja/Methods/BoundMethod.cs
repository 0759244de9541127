using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>A method of a built-in value that a template holds without calling it.</summary>
internal sealed class BoundMethod(object self, IMethod method, string typeName) : JinjaObject
{
    public override string TypeName => "builtin_function_or_method";

    public override string Repr => $"<built-in method {method.Name} of {typeName} object>";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments) => method.Invoke(self, arguments);

    public override bool EqualTo(object? other) => other is BoundMethod bound && bound.Is(self, method);

    public override int Hash() => PyCompare.Hash(method.Name.Length);

    private bool Is(object? owner, IMethod other) => ReferenceEquals(owner, self) && ReferenceEquals(other, method);
}
