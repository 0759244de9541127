using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>A Python class that templates may call and whose static members they may use.</summary>
internal sealed class PyType(string name, NativeFunction constructor, IReadOnlyDictionary<string, Func<object?>> members) : JinjaObject
{
    public override string TypeName => "type";

    public override string Repr => $"<class '{name}'>";

    public override bool IsCallable => true;

    public override object? Call(in CallArguments arguments) => constructor.Call(arguments);

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = Member(name);
        return value is not null;
    }

    /// <summary>A static member, which instances have too; null when there is none of that name.</summary>
    public object? Member(string name) => members.TryGetValue(name, out var member) ? member() : null;
}
