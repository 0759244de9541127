namespace Lake.Jinja.Evaluation;

/// <summary>What to do about an error of a running template. The messages are Python's, which do not say.</summary>
internal static class RuntimeHints
{
    /// <summary>Parts of messages; the first that occurs counts.</summary>
    private static readonly (string Part, string Hint)[] Hints =
    [
        ("has no attribute", "check the name, or test first with 'is defined'"),
        ("has no element", "check the name, or test first with 'is defined'"),
        ("can only concatenate str", "join texts with ~, which makes text of everything"),
        ("unsupported operand", "convert one side first, for instance with | int, | float or | string"),
        ("division by zero", "test the divisor first"),
        ("Range too big", "loop over less, or make the rows in SQL with range()"),
        ("no loader", "files cannot be included: write a macro in the macros folder and call it by its name"),
        ("not callable", "leave the brackets out, or check the name"),
        ("not iterable", "give a list here"),
        ("argument", "compare the call with the definition"),
    ];

    /// <param name="message">The error's.</param>
    /// <param name="name">The name that the failing expression begins with.</param>
    public static string? Of(string message, string? name) =>
        message.StartsWith("'None' has no attribute", StringComparison.Ordinal) || message.Contains("NoneType", StringComparison.Ordinal)
            ? $"{name ?? "the value"} is None here: give it a value, or test it first with {{% if … %}}"
        : name is not null && message == $"'{name}' is undefined"
            ? $"put quotes around it if the text '{name}' is meant, else give it a value with {{% set {name} = … %}}"
        : Array.Find(Hints, h => message.Contains(h.Part, StringComparison.Ordinal)).Hint;
}
