using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Dbt;

/// <summary><c>json.dumps</c>, with its separators and its escapes. Throws a type error for what JSON lacks.</summary>
public sealed class PyJsonWriter
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);
    private readonly int? _indent;
    private readonly bool _sortKeys;

    private PyJsonWriter(bool sortKeys, int? indent) => (_sortKeys, _indent) = (sortKeys, indent);

    public static string Write(object? value, bool sortKeys = false, int? indent = null)
    {
        var writer = new PyJsonWriter(sortKeys, indent);
        writer.Value(value, 0);
        return writer._text.ToString();
    }

    private void Value(object? value, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case string s:
                String(s);
                break;
            case Markup markup:
                String(markup.Value);
                break;
            case PyDict dict:
                Within(dict, () => Dict(dict, depth));
                break;
            case PySequence items:
                Within(items, () => List(items, depth));
                break;
            default:
                _text.Append(Scalar(value) ?? throw JinjaError.Type($"Object of type {PyValue.TypeName(value)} is not JSON serializable"));
                break;
        }
    }

    private void Within(object container, Action write)
    {
        if (!_open.Add(container))
        {
            throw JinjaError.Value("Circular reference detected");
        }

        write();
        _open.Remove(container);
    }

    private void Dict(PyDict dict, int depth)
    {
        var entries = dict.ToList();
        if (_sortKeys)
        {
            entries = [.. entries.Order(Comparer<KeyValuePair<object?, object?>>.Create((a, b) =>
                PyCompare.Compare(CompareOperator.Less, a.Key, b.Key) ? -1 : PyCompare.Compare(CompareOperator.Less, b.Key, a.Key) ? 1 : 0))];
        }

        Items('{', '}', entries, depth, entry =>
        {
            String(Key(entry.Key));
            _text.Append(": ");
            Value(entry.Value, depth + 1);
        });
    }

    private void List(PySequence items, int depth) =>
        Items('[', ']', [.. PyIteration.Items(items)], depth, item => Value(item, depth + 1));

    private void Items<T>(char open, char close, List<T> items, int depth, Action<T> write)
    {
        _text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            _text.Append(i == 0 ? "" : _indent is null ? ", " : ",");
            BreakLine(depth + 1);
            write(items[i]);
        }

        if (items.Count > 0)
        {
            BreakLine(depth);
        }

        _text.Append(close);
    }

    private void BreakLine(int depth)
    {
        if (_indent is { } width)
        {
            _text.Append('\n').Append(' ', Math.Max(0, width * depth));
        }
    }

    private static string Key(object? key) => key switch
    {
        string s => s,
        Markup markup => markup.Value,
        _ => Scalar(key) ?? throw JinjaError.Type($"keys must be str, int, float, bool or None, not {PyValue.TypeName(key)}"),
    };

    private static string? Scalar(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long or BigInteger => PyText.Of(value),
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        double => PyText.Of(value),
        _ => null,
    };

    private void String(string value)
    {
        _text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                < ' ' or > '~' => _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
    }
}
