using Lake.Jinja.Builtins;

namespace Lake.Jinja.Modules;

/// <summary>Makes functions with Python's way of binding arguments.</summary>
internal static class Members
{
    /// <param name="name">As called.</param>
    /// <param name="parameters">See <see cref="Signature"/>.</param>
    /// <param name="body">Takes the bound arguments.</param>
    public static NativeFunction Function(string name, string parameters, Func<object?[], object?> body)
    {
        var signature = new Signature(parameters);
        return new NativeFunction(name, arguments => body(signature.Bind(name, arguments.Positional, arguments.Keywords)));
    }

    /// <summary>The same where nothing but an argument list is needed.</summary>
    public static NativeFunction Method(string name, Func<object?> body) => Function(name, "", _ => body());
}
