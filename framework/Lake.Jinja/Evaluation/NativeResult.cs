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

        return parts.Count > 1 ? string.Concat(parts.Select(PyText.Of)) : parts[0] is NativeMarker marker ? marker.Resolve() : parts[0];
    }
}
