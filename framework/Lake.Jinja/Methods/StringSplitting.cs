using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary><c>split</c>, <c>join</c>, <c>partition</c> and their kin.</summary>
internal static class StringSplitting
{
    public static readonly Method<string>[] All =
    [
        new("split", "sep=None, maxsplit=-1", (s, a) => new PyList(Split(s, a[0], PyNumber.ToIndex(a[1])))),
        new("rsplit", "sep=None, maxsplit=-1", (s, a) => new PyList(RSplit(s, a[0], PyNumber.ToIndex(a[1])))),
        new("splitlines", "keepends=False", (s, a) => new PyList(Lines(s, PyValue.IsTrue(a[0])))),
        new("partition", "sep", (s, a) => Partition(s, Separator(a[0]), last: false)),
        new("rpartition", "sep", (s, a) => Partition(s, Separator(a[0]), last: true)),
        new("join", "iterable", (s, a) => Join(s, a[0])),
    ];

    /// <summary>At every line boundary that Python knows; the last line break starts no further line.</summary>
    public static IEnumerable<string> Lines(string text, bool keepEnds = false)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !IsBreak(text[end]))
            {
                end++;
            }

            var next = end == text.Length ? end : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            yield return text[at..(keepEnds ? next : end)];
            at = next;
        }
    }

    public static string Join(string separator, object? items)
    {
        var parts = new List<string>();
        foreach (var item in PyIteration.IsIterable(items) ? PyIteration.Items(items) : throw JinjaError.Type("can only join an iterable"))
        {
            parts.Add(item as string ?? (item is Markup or NativeMarker ? PyText.Of(item) : throw JinjaError.Type(
                $"sequence item {parts.Count}: expected str instance, {PyValue.TypeName(item)} found")));
        }

        return string.Join(separator, parts);
    }

    public static List<string> RSplit(string text, object? separator, long most)
    {
        if (most < 0)
        {
            return Split(text, separator, most);
        }

        var reversed = Split(PyString.Reverse(text), separator is null ? null : PyString.Reverse(Separator(separator)), most);
        reversed.Reverse();
        return reversed.ConvertAll(PyString.Reverse);
    }

    private static List<string> Split(string text, object? separator, long most)
    {
        if (separator is null)
        {
            return Words(text, most < 0 ? long.MaxValue : most);
        }

        var by = Separator(separator);
        return most < 0 ? [.. text.Split(by)]
            : most >= int.MaxValue - 1 ? [.. text.Split(by)]
            : [.. text.Split(by, (int)most + 1)];
    }

    private static List<string> Words(string text, long most)
    {
        var words = new List<string>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && PyString.IsSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return words;
            }

            if (words.Count == most)
            {
                words.Add(text[at..].TrimEnd([.. text[at..].Where(PyString.IsSpace).Distinct()]));
                return words;
            }

            var start = at;
            while (at < text.Length && !PyString.IsSpace(text[at]))
            {
                at++;
            }

            words.Add(text[start..at]);
        }
    }

    private static string Separator(object? value)
    {
        var separator = StringMethods.Text(value, "split");
        return separator.Length > 0 ? separator : throw JinjaError.Value("empty separator");
    }

    private static PyTuple Partition(string text, string separator, bool last)
    {
        var at = last ? text.LastIndexOf(separator, StringComparison.Ordinal) : text.IndexOf(separator, StringComparison.Ordinal);
        return at >= 0 ? new PyTuple(text[..at], separator, text[(at + separator.Length)..])
            : last ? new PyTuple("", "", text) : new PyTuple(text, "", "");
    }

    private static bool IsBreak(char c) => c is '\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029';
}
