using System.Globalization;
using System.Numerics;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <param name="Indent">The text of one level; null for all on one line.</param>
internal sealed record JsonStyle(bool SortsKeys = false, string? Indent = null);

/// <summary><c>json.dumps</c>.</summary>
internal static class JsonWriter
{
    private const int MaxNesting = 500;

    public static string Write(object? value, JsonStyle style)
    {
        var text = new StringBuilder();
        Append(text, value, style, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, JsonStyle style, int depth)
    {
        if (depth > MaxNesting)
        {
            throw JinjaError.Value("Circular reference detected");
        }

        switch (value)
        {
            case string or Markup or NativeMarker:
                Quote(text, PyText.Of(value));
                break;
            case PyDict dict:
                AppendDict(text, dict, style, depth);
                break;
            case PySequence sequence:
                AppendItems(text, '[', ']', PyIteration.Items(sequence), (t, item) => Append(t, item, style, depth + 1), style, depth);
                break;
            default:
                text.Append(Scalar(value) ?? throw JinjaError.Type($"Object of type {PyValue.TypeName(value)} is not JSON serializable"));
                break;
        }
    }

    private static string? Scalar(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        long or BigInteger => PyText.Of(value),
        double d => double.IsNaN(d) ? "NaN" : double.IsInfinity(d) ? d > 0 ? "Infinity" : "-Infinity" : PyText.OfFloat(d),
        _ => null,
    };

    private static void AppendDict(StringBuilder text, PyDict dict, JsonStyle style, int depth)
    {
        IEnumerable<KeyValuePair<object?, object?>> items = dict;
        if (style.SortsKeys)
        {
            items = MergeSort.Sort(dict.Select(item => (object?)new PyTuple(item.Key, item.Value)), item => ((PyTuple?)item)?[0], reverse: false)
                .OfType<PyTuple>().Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        }

        AppendItems(text, '{', '}', items, (t, item) =>
        {
            Quote(t, Key(item.Key));
            t.Append(": ");
            Append(t, item.Value, style, depth + 1);
        }, style, depth);
    }

    private static string Key(object? key) => key switch
    {
        string or Markup => PyText.Of(key),
        _ => Scalar(key) ?? throw JinjaError.Type($"keys must be str, int, float, bool or None, not {PyValue.TypeName(key)}"),
    };

    private static void AppendItems<T>(
        StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> append, JsonStyle style, int depth)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            text.Append(isFirst ? "" : style.Indent is null ? ", " : ",");
            Break(text, style, depth + 1);
            append(text, item);
            isFirst = false;
        }

        if (!isFirst)
        {
            Break(text, style, depth);
        }

        text.Append(close);
    }

    private static void Break(StringBuilder text, JsonStyle style, int depth)
    {
        if (style.Indent is not null)
        {
            text.Append('\n').Insert(text.Length, style.Indent, depth);
        }
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                >= ' ' and < '\x7f' => PyBox.Of(c),
                _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        text.Append('"');
    }
}
