using Lake.Jinja.Builtins;

namespace Lake.Jinja.Methods;

/// <param name="name">As called.</param>
/// <param name="parameters">Without self; see <see cref="Signature"/>.</param>
/// <param name="body">Takes self and the bound arguments.</param>
internal sealed class Method<T>(string name, string parameters, Func<T, object?[], object?> body) : IMethod
    where T : class
{
    private Signature? _signature;

    public string Name => name;

    public object? Invoke(object? self, in CallArguments arguments) => self is T owner
        ? body(owner, (_signature ??= new Signature(parameters)).Bind(name, arguments.Positional, arguments.Keywords))
        : throw new InvalidOperationException($"{name} is no method of {self}");
}
