namespace Lake.Jinja;

/// <summary>A function written in C# that templates can call.</summary>
public sealed class NativeFunction(string name, Func<CallArguments, object?> body) : JinjaObject
{
    public string Name { get; } = name;

    public override string TypeName => "function";

    public override bool IsCallable => true;

    public override string Repr => $"<function {Name}>";

    public override object? Call(in CallArguments arguments) => body(arguments);
}
