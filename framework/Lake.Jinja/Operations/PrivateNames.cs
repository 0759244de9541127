using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>The attributes with underscores that Python's objects have.</summary>
internal static class PrivateNames
{
    private static readonly HashSet<string> Common = [
        "__class__", "__delattr__", "__dir__", "__doc__", "__eq__", "__format__", "__ge__", "__getattribute__", "__getstate__",
        "__gt__", "__hash__", "__init__", "__init_subclass__", "__le__", "__lt__", "__ne__", "__new__", "__reduce__",
        "__reduce_ex__", "__repr__", "__setattr__", "__sizeof__", "__str__", "__subclasshook__"];

    private static readonly HashSet<string> Container = ["__len__", "__iter__", "__getitem__", "__contains__"];

    private static readonly HashSet<string> Sequence = ["__add__", "__mul__", "__rmul__"];

    private static readonly HashSet<string> Number = [
        "__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__", "__pow__", "__neg__", "__pos__", "__abs__",
        "__bool__", "__int__", "__float__", "__divmod__", "__round__"];

    private static readonly HashSet<string> Callable = [
        "__call__", "__globals__", "__code__", "__closure__", "__defaults__", "__dict__", "__module__", "__name__", "__qualname__", "__self__"];

    public static bool Exists(object? owner, string name) => name.StartsWith("__", StringComparison.Ordinal) && (Common.Contains(name) || owner switch
    {
        PyList when name is "__setitem__" or "__delitem__" => true,
        string or PySequence => Container.Contains(name) || Sequence.Contains(name),
        PyDict => Container.Contains(name) || name is "__setitem__" or "__delitem__",
        long or double or bool => Number.Contains(name),
        JinjaObject { IsCallable: true } and not Undefined => Callable.Contains(name),
        JinjaObject { Length: not null } => Container.Contains(name),
        _ => false,
    });
}
