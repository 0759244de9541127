using Lake.Jinja.Methods;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary><c>pprint.pformat</c>: at most 80 columns, dicts sorted by key.</summary>
internal static class PrettyPrinter
{
    private const int Width = 80;

    public static string Format(object? value) => Format(value, 0, 0);

    private static string Format(object? value, int indent, int allowance)
    {
        var flat = Flat(value);
        if (flat.Length <= Width - indent - allowance)
        {
            return flat;
        }

        return value switch
        {
            PyDict { Count: > 0 } dict => Dict(dict, indent, allowance),
            PyList { Count: > 0 } list => "[" + Items(list.Items, indent + 1, allowance + 1) + "]",
            PyTuple { Count: > 0 } tuple => "(" + Items(tuple.Items, indent + 1, allowance + (tuple.Count == 1 ? 2 : 1)) + (tuple.Count == 1 ? ",)" : ")"),
            PySet { Count: > 0 } set => "{" + Items(Sorted(set.Items), indent + 1, allowance + 1) + "}",
            string text => Text(text, indent, allowance),
            _ => flat,
        };
    }

    private static string Flat(object? value) => value switch
    {
        PyDict dict => "{" + string.Join(", ", Sorted(dict.Keys).Select(key => Flat(key) + ": " + Flat(dict.Get(key)))) + "}",
        PyList list => "[" + string.Join(", ", list.Items.Select(Flat)) + "]",
        PyTuple tuple => "(" + string.Join(", ", tuple.Items.Select(Flat)) + (tuple.Count == 1 ? ",)" : ")"),
        PySet { Count: > 0 } set => "{" + string.Join(", ", Sorted(set.Items).Select(Flat)) + "}",
        _ => PyRepr.Of(value),
    };

    private static string Dict(PyDict dict, int indent, int allowance)
    {
        var keys = Sorted(dict.Keys);
        var lines = keys.Select((key, i) =>
        {
            var head = PyRepr.Of(key) + ": ";
            return head + Format(dict.Get(key), indent + 1 + head.Length, i == keys.Count - 1 ? allowance + 1 : 1);
        });
        return "{" + string.Join(",\n" + new string(' ', indent + 1), lines) + "}";
    }

    private static string Items(IEnumerable<object?> items, int indent, int allowance)
    {
        var list = items.ToList();
        return string.Join(
            ",\n" + new string(' ', indent), list.Select((item, i) => Format(item, indent, i == list.Count - 1 ? allowance : 1)));
    }

    private static List<object?> Sorted(IEnumerable<object?> items) =>
        MergeSort.Sort(items, key => new SafeKey(key), reverse: false);

    /// <summary>Long strings are cut at white space into literals that Python joins.</summary>
    private static string Text(string text, int indent, int allowance)
    {
        var outer = indent == 0 ? 1 : 0;
        var room = Width - indent - outer;
        var chunks = new List<string>();
        var lines = StringSplitting.Lines(text, keepEnds: true).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            var isLast = i == lines.Count - 1;
            Line(lines[i], room, isLast ? room - allowance - outer : room, chunks);
        }

        var joined = string.Join("\n" + new string(' ', indent + outer), chunks);
        return chunks.Count == 1 ? PyRepr.OfString(text) : outer == 1 ? "(" + joined + ")" : joined;
    }

    private static void Line(string line, int room, int lastRoom, List<string> chunks)
    {
        if (PyRepr.OfString(line).Length <= lastRoom)
        {
            chunks.Add(PyRepr.OfString(line));
            return;
        }

        var current = "";
        var words = System.Text.RegularExpressions.Regex.Matches(line, @"\S*\s*").Select(match => match.Value).Where(word => word.Length > 0).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var candidate = current + words[i];
            if (current.Length > 0 && PyRepr.OfString(candidate).Length > (i == words.Count - 1 ? lastRoom : room))
            {
                chunks.Add(PyRepr.OfString(current));
                candidate = words[i];
            }

            current = candidate;
        }

        chunks.Add(PyRepr.OfString(current));
    }

    /// <summary>Orders what Python cannot compare by the name of the type.</summary>
    private sealed class SafeKey(object? key) : JinjaObject
    {
        private readonly object? _key = key;

        public override string TypeName => "_safe_key";

        public override int? CompareTo(object? other)
        {
            var theirs = (other as SafeKey)?._key;
            return PyCompare.Order(_key, theirs) ?? string.CompareOrdinal(PyValue.TypeName(_key), PyValue.TypeName(theirs));
        }
    }
}
