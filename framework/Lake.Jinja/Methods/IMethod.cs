using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>A method of a built-in type.</summary>
internal interface IMethod
{
    string Name { get; }

    object? Invoke(object? self, in CallArguments arguments);
}
