
namespace Lake.Jinja.Methods;

/// <summary>The methods of one type.</summary>
internal sealed class MethodTable<T>(string typeName, params Method<T>[] methods)
    where T : class
{
    private readonly Dictionary<string, Method<T>> _methods = methods.ToDictionary(method => method.Name, StringComparer.Ordinal);

    public IMethod? Find(string name) => _methods.GetValueOrDefault(name);

    public bool TryGet(T self, string name, out object? value)
    {
        value = _methods.TryGetValue(name, out var method) ? new BoundMethod(self, method, typeName) : null;
        return value is not null;
    }
}
