using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>All filters by name.</summary>
internal static class FilterTable
{
    private static readonly Dictionary<string, Builtin> Plain = new[]
    {
        TextFilters.All, WrappingFilters.All, SequenceFilters.All, GroupingFilters.All, SelectionFilters.All, NumberFilters.All, HtmlFilters.All, ValueFilters.All,
    }.SelectMany(group => group).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    private static readonly Dictionary<string, Builtin> Text = Dbt(Identity, Identity, Identity, Identity);

    private static readonly Dictionary<string, Builtin> Native = Dbt(
        Mark(NativeMarker.Kind.Text), Mark(NativeMarker.Kind.Bool), Mark(NativeMarker.Kind.Native), Mark(NativeMarker.Kind.Number));

    public static IEnumerable<string> Names => Plain.Keys;

    /// <summary>Those that dbt adds.</summary>
    public static IEnumerable<string> DbtNames => Text.Keys;

    public static Builtin? Find(string name, bool isDbt, bool isNative) =>
        Plain.GetValueOrDefault(name) ?? (isNative ? Native : isDbt ? Text : null)?.GetValueOrDefault(name);

    private static Dictionary<string, Builtin> Dbt(
        Func<object?[], object?> text, Func<object?[], object?> boolean, Func<object?[], object?> native, Func<object?[], object?> number) =>
        new Dictionary<string, Builtin>
        {
            ["as_text"] = new("as_text", "value", text),
            ["as_bool"] = new("as_bool", "value", boolean),
            ["as_native"] = new("as_native", "value", native),
            ["as_number"] = new("as_number", "value", number),
            ["is_list"] = new("is_list", "value", a => PyBox.Of(a[0] is PyList)),
        };

    private static object? Identity(object?[] arguments) => arguments[0];

    private static Func<object?[], object?> Mark(NativeMarker.Kind kind) => arguments => new NativeMarker(PyText.Of(arguments[0]), kind);
}
