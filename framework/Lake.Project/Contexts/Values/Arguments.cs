using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Project.Contexts.Values;

/// <summary>Reads arguments of calls as the types that functions want.</summary>
internal static class Arguments
{
    public static string Text(this CallArguments arguments, int index, string name) => arguments.Required(index, name) switch
    {
        string text => text,
        Undefined undefined => throw undefined.Error(),
        var other => PyText.Of(other),
    };

    /// <summary>Null for None, an undefined value or a missing argument.</summary>
    public static string? OptionalText(this CallArguments arguments, int index, string name) =>
        arguments.Optional(index, name) switch
        {
            null or Undefined => null,
            string text => text,
            var other => PyText.Of(other),
        };

    public static bool Flag(this CallArguments arguments, int index, string name, bool fallback = false) =>
        PyValue.IsTrue(arguments.Optional(index, name, PyBox.Of(fallback)));

    public static bool Has(this CallArguments arguments, int index, string name) =>
        index < arguments.Count || arguments.TryGetKeyword(name, out _);

    /// <summary>The items of a list, tuple, set, dict (its keys) or any other iterable.</summary>
    public static IEnumerable<object?> Items(object? value)
    {
        if (value is Undefined undefined)
        {
            throw undefined.Error();
        }

        using var iterator = (value as JinjaObject)?.Iterate()
            ?? throw JinjaError.Type($"'{PyValue.TypeName(value)}' object is not iterable");
        while (iterator.MoveNext())
        {
            yield return iterator.Current;
        }
    }
}
