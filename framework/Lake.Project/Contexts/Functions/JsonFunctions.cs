using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Lake.Jinja;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>tojson</c> and <c>fromjson</c>, with the text that Python's json module writes.</summary>
internal static class JsonFunctions
{
    public static object? ToJson(CallArguments arguments)
    {
        try
        {
            return Write(arguments.Required(0, "value"), arguments.Flag(2, "sort_keys"));
        }
        catch (JinjaError) when (arguments.Has(1, "default"))
        {
            return arguments.Optional(1, "default");
        }
    }

    public static object? FromJson(CallArguments arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments.Text(0, "string"));
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            return arguments.Has(1, "default")
                ? arguments.Optional(1, "default")
                : throw new JinjaError(ErrorKind.ValueError, $"not valid JSON: {error.Message}", error);
        }
    }

    public static string Write(object? value, bool sortKeys)
    {
        var text = new StringBuilder();
        Write(text, value, sortKeys);
        return text.ToString();
    }

    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new PyDict(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value)))),
        JsonValueKind.Array => new PyList(element.EnumerateArray().Select(Read)),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => PyBox.True,
        JsonValueKind.False => PyBox.False,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
    };

    private static object Number(JsonElement element)
    {
        var text = element.GetRawText();
        return text.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? PyBox.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture))
            : element.GetDouble();
    }

    private static void Write(StringBuilder text, object? value, bool sortKeys)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case string s:
                WriteString(text, s);
                break;
            case long or BigInteger or double:
                text.Append(PyText.Of(value));
                break;
            case PyDict dict:
                var pairs = sortKeys ? dict.OrderBy(p => PyText.Of(p.Key), StringComparer.Ordinal) : dict.AsEnumerable();
                WriteAll(text, '{', '}', pairs, pair =>
                {
                    WriteString(text, PyText.Of(pair.Key));
                    text.Append(": ");
                    Write(text, pair.Value, sortKeys);
                });
                break;
            case PyList or PyTuple:
                WriteAll(text, '[', ']', Arguments.Items(value), item => Write(text, item, sortKeys));
                break;
            default:
                throw JinjaError.Type($"Object of type {PyValue.TypeName(value)} is not JSON serializable");
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(", ");
            }

            first = false;
            write(item);
        }

        text.Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or > '~' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
