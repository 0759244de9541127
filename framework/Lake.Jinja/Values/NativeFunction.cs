using Lake.Jinja.Operations;

namespace Lake.Jinja.Values;

/// <summary>A function written in C# that templates can call.</summary>
public sealed class NativeFunction(string name, Func<CallArguments, object?> body) : JinjaObject
{
    public string Name { get; } = name;

    public override string TypeName => "function";

    public override bool IsCallable => true;

    public override string Repr => $"<function {Name}>";

    /// <summary>A function whose arguments are bound as Python binds them: the wrong ones are a type error.</summary>
    /// <param name="name">As called.</param>
    /// <param name="parameters">As Python writes them: <c>value, default=None, *args</c>.</param>
    /// <param name="body">Takes the bound arguments.</param>
    public static NativeFunction Create(string name, string parameters, Func<object?[], object?> body)
    {
        var signature = new Signature(parameters);
        return new NativeFunction(name, arguments => body(signature.Bind(name, arguments.Positional, arguments.Keywords)));
    }

    public override object? Call(in CallArguments arguments) => body(arguments);
}
