using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>Calls of any value.</summary>
internal static class Calls
{
    public static object? Call(object? callable, in CallArguments arguments) => callable is JinjaObject { IsCallable: true } o
        ? o.Call(arguments)
        : throw JinjaError.Type($"'{PyValue.TypeName(callable)}' object is not callable");
}
