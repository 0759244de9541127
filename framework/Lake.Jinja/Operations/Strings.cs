using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>Operators with a string on the left.</summary>
internal static class Strings
{
    /// <summary>Null when the operator is none of strings.</summary>
    public static object? Apply(BinaryOperator operation, string left, object? right) => operation switch
    {
        BinaryOperator.Add when right is string text => left + text,
        BinaryOperator.Multiply when PyNumber.IsInteger(right) => PyString.Repeat(left, PyNumber.ToIndex(right)),
        BinaryOperator.Multiply when right is not JinjaObject =>
            throw JinjaError.Type($"can't multiply sequence by non-int of type '{PyValue.TypeName(right)}'"),
        BinaryOperator.Modulo => PercentFormat.Format(left, right, escape: false),
        _ => null,
    };
}
