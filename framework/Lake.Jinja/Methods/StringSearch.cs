using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary><c>find</c>, <c>count</c>, <c>replace</c>, <c>startswith</c> and their kin.</summary>
internal static class StringSearch
{
    public static readonly Method<string>[] All =
    [
        new("find", "sub, start=None, end=None", (s, a) => PyBox.Of(Find(s, a, last: false))),
        new("rfind", "sub, start=None, end=None", (s, a) => PyBox.Of(Find(s, a, last: true))),
        new("index", "sub, start=None, end=None", (s, a) => Found(Find(s, a, last: false))),
        new("rindex", "sub, start=None, end=None", (s, a) => Found(Find(s, a, last: true))),
        new("count", "sub, start=None, end=None", (s, a) => PyBox.Of(Count(s, a))),
        new("startswith", "prefix, start=None, end=None", (s, a) => PyBox.Of(Any(s, a, "startswith", (t, p) => t.StartsWith(p, StringComparison.Ordinal)))),
        new("endswith", "suffix, start=None, end=None", (s, a) => PyBox.Of(Any(s, a, "endswith", (t, p) => t.EndsWith(p, StringComparison.Ordinal)))),
        new("replace", "old, new, count=-1", (s, a) => Replace(s, Text(a[0], "replace"), Text(a[1], "replace"), PyNumber.ToIndex(a[2]))),
        new("removeprefix", "prefix", (s, a) => Text(a[0], "removeprefix") is var p && s.StartsWith(p, StringComparison.Ordinal) ? s[p.Length..] : s),
        new("removesuffix", "suffix", (s, a) => Text(a[0], "removesuffix") is { Length: > 0 } p && s.EndsWith(p, StringComparison.Ordinal) ? s[..^p.Length] : s),
    ];

    /// <summary>At most so many replacements, all when negative.</summary>
    public static string Replace(string text, string old, string replacement, long count)
    {
        if (count < 0 && old.Length > 0)
        {
            return text.Replace(old, replacement, StringComparison.Ordinal);
        }

        if (old.Length == 0)
        {
            return Interleave(text, replacement, count);
        }

        var parts = new List<string>();
        var at = 0;
        for (; count > 0 && text.IndexOf(old, at, StringComparison.Ordinal) is >= 0 and var found; count--)
        {
            parts.Add(text[at..found]);
            at = found + old.Length;
        }

        parts.Add(text[at..]);
        return string.Join(replacement, parts);
    }

    private static string Text(object? value, string function) => StringMethods.Text(value, function);

    private static string Interleave(string text, string replacement, long count)
    {
        var left = count < 0 ? long.MaxValue : count;
        var result = new System.Text.StringBuilder();
        foreach (var item in PyString.Items(text))
        {
            result.Append(left-- > 0 ? replacement : "").Append(item);
        }

        return result.Append(left > 0 ? replacement : "").ToString();
    }

    private static (string Part, int Start) Window(string text, object? start, object? end)
    {
        if (start is null && end is null)
        {
            return (text, 0);
        }

        var length = PyString.Length(text);
        if (start is not null && PyNumber.ToIndex(start) > length)
        {
            return ("", -1);
        }

        var (from, to, _) = Slicing.Bounds(length, start, end, null);
        return from > to ? ("", -1) : (PyString.Slice(text, (int)from, (int)to), (int)from);
    }

    private static long Find(string text, object?[] a, bool last)
    {
        var sub = Text(a[0], "find");
        var (part, start) = Window(text, a[1], a[2]);
        if (start < 0)
        {
            return -1;
        }

        var offset = sub.Length == 0 ? (last ? part.Length : 0)
            : last ? part.LastIndexOf(sub, StringComparison.Ordinal) : part.IndexOf(sub, StringComparison.Ordinal);
        return offset < 0 ? -1 : start + PyString.ToIndex(part, offset);
    }

    private static object Found(long index) => index < 0 ? throw JinjaError.Value("substring not found") : PyBox.Of(index);

    private static long Count(string text, object?[] a)
    {
        var sub = Text(a[0], "count");
        var (part, start) = Window(text, a[1], a[2]);
        if (start < 0)
        {
            return 0;
        }

        if (sub.Length == 0)
        {
            return PyString.Length(part) + 1;
        }

        var count = 0;
        for (var at = 0; part.IndexOf(sub, at, StringComparison.Ordinal) is >= 0 and var found; at = found + sub.Length)
        {
            count++;
        }

        return count;
    }

    private static bool Any(string text, object?[] a, string function, Func<string, string, bool> test)
    {
        var (part, start) = Window(text, a[1], a[2]);
        if (start < 0)
        {
            return false;
        }

        return a[0] switch
        {
            PyTuple options => options.Values.Any(option => test(part, Text(option, function))),
            string option => test(part, option),
            Markup option => test(part, option.Value),
            Undefined undefined => throw undefined.Error(),
            _ => throw JinjaError.Type($"{function} first arg must be str or a tuple of str, not {PyValue.TypeName(a[0])}"),
        };
    }
}
