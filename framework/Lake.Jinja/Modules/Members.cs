using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>Makes the methods of values.</summary>
internal static class Members
{
    /// <summary>A method without parameters.</summary>
    public static NativeFunction Method(string name, Func<object?> body) => NativeFunction.Create(name, "", _ => body());
}
