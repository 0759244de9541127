using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <param name="name">As called.</param>
/// <param name="parameters">Without self; see <see cref="Signature"/>.</param>
/// <param name="body">Takes self and the bound arguments.</param>
internal sealed class Method<T>(string name, string parameters, Func<T, object?[], object?> body) : IMethod
    where T : class
{
    private Signature? _signature;

    public string Name => name;

    /// <summary>Few methods of built-in types take their arguments by name.</summary>
    private readonly bool _takesKeywords =
        name is "split" or "rsplit" or "splitlines" or "encode" or "expandtabs" or "format" or "sort" or "update";

    public object? Invoke(object? self, in CallArguments arguments) => self is not T owner
        ? throw new InvalidOperationException($"{name} is no method of {self}")
        : arguments.Keywords.Length > 0 && !_takesKeywords
        ? throw JinjaError.Type($"{Values.PyValue.TypeName(self)}.{name}() takes no keyword arguments")
        : body(owner, (_signature ??= new Signature(parameters)).Bind(name, arguments.Positional, arguments.Keywords));
}
