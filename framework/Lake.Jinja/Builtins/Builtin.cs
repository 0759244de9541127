using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>A filter or test: a function of the value before it and its arguments.</summary>
/// <param name="name">As Python names the function in messages.</param>
/// <param name="parameters">See <see cref="Signature"/>; the first is the value.</param>
/// <param name="body">Takes the bound arguments.</param>
internal sealed class Builtin(string name, string parameters, Func<object?[], FilterEnvironment, object?> body)
{
    private Signature? _signature;

    public Builtin(string name, string parameters, Func<object?[], object?> body)
        : this(name, parameters, (arguments, _) => body(arguments))
    {
    }

    public string Name => name;

    public string Parameters => parameters;

    /// <summary>Whether it calls other filters or depends on the rendering, which keeps Jinja2 from evaluating it early.</summary>
    public bool NeedsContext { get; init; }

    public object? Invoke(object?[] positional, Keyword[] keywords, FilterEnvironment environment) =>
        body((_signature ??= new Signature(parameters)).Bind(name, positional, keywords), environment);
}
