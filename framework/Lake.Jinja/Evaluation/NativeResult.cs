using Lake.Jinja.Errors;
using Lake.Jinja.Parsing;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>How dbt puts the parts of a natively rendered string together.</summary>
internal static class NativeResult
{
    public static object? Of(List<object?> parts)
    {
        if (parts.Count == 0)
        {
            return "";
        }

        return parts.Count > 1 ? string.Concat(parts.Select(PyText.Of)) : parts[0] is NativeMarker marker ? Resolve(marker) : parts[0];
    }

    /// <summary>The value of the literal, if it is one and of the kind asked for.</summary>
    private static object? Resolve(NativeMarker marker)
    {
        if (marker.Becomes == NativeMarker.Kind.Text)
        {
            return marker.Text;
        }

        var result = PythonLiteral.TryParse(marker.Text, out var literal) ? literal : marker.Text;
        return marker.Becomes switch
        {
            NativeMarker.Kind.Bool when result is not bool => throw JinjaError.User($"Could not convert value '{marker.Text}' into type 'bool'"),
            NativeMarker.Kind.Number when !PyNumber.IsNumber(result) || result is bool =>
                throw JinjaError.User($"Could not convert value '{marker.Text}' into type 'number'"),
            _ => result,
        };
    }
}
