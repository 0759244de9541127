using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>Finds the method of a built-in value for a call.</summary>
internal static class BuiltinMethods
{
    public static IMethod? Find(object? self, string name) => self switch
    {
        string => StringMethods.Table.Find(name),
        PyDict => DictMethods.Table.Find(name),
        PyList => ListMethods.Table.Find(name),
        PyTuple => TupleMethods.Table.Find(name),
        PySet => SetMethods.Table.Find(name),
        _ => null,
    };
}
