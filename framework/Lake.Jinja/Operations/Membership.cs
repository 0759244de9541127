using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary><c>item in container</c>.</summary>
internal static class Membership
{
    public static bool Contains(object? container, object? item) => container switch
    {
        string text => item switch
        {
            string part => text.Contains(part, StringComparison.Ordinal),
            Markup part => text.Contains(part.Value, StringComparison.Ordinal),
            _ => throw JinjaError.Type($"'in <string>' requires string as left operand, not {PyValue.TypeName(item)}"),
        },
        JinjaObject o => o.Contains(item),
        _ => throw JinjaError.Type($"argument of type '{PyValue.TypeName(container)}' is not iterable"),
    };
}
