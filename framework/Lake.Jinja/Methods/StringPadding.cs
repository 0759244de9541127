using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary><c>strip</c>, <c>center</c>, <c>zfill</c> and their kin.</summary>
internal static class StringPadding
{
    public static readonly Method<string>[] All =
    [
        new("strip", "chars=None", (s, a) => Strip(s, a[0], left: true, right: true)),
        new("lstrip", "chars=None", (s, a) => Strip(s, a[0], left: true, right: false)),
        new("rstrip", "chars=None", (s, a) => Strip(s, a[0], left: false, right: true)),
        new("center", "width, fillchar=' '", (s, a) => Center(s, PyNumber.ToInt(a[0]), Fill(a[1]))),
        new("ljust", "width, fillchar=' '", (s, a) => s + Padding(s, a[0], a[1])),
        new("rjust", "width, fillchar=' '", (s, a) => Padding(s, a[0], a[1]) + s),
        new("zfill", "width", (s, a) => ZFill(s, PyNumber.ToInt(a[0]))),
        new("expandtabs", "tabsize=8", (s, a) => ExpandTabs(s, PyNumber.ToInt(a[0]))),
    ];

    public static string Strip(string text, object? chars, bool left = true, bool right = true)
    {
        var set = chars is null ? null : StringMethods.Text(chars, "strip");
        var (start, end) = (0, text.Length);
        while (left && start < end && Matches(text[start], set))
        {
            start++;
        }

        while (right && end > start && Matches(text[end - 1], set))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>An odd space goes to the left when the width is odd, as CPython does it.</summary>
    public static string Center(string text, int width, string fill)
    {
        var room = width - PyString.Length(text);
        if (room <= 0)
        {
            return text;
        }

        var left = (room / 2) + (room & width & 1);
        return PyString.Repeat(fill, left) + text + PyString.Repeat(fill, room - left);
    }

    private static bool Matches(char c, string? set) => set is null ? PyString.IsSpace(c) : set.Contains(c, StringComparison.Ordinal);

    private static string Fill(object? value)
    {
        var fill = StringMethods.Text(value, "center");
        return PyString.Length(fill) == 1 ? fill : throw JinjaError.Type("The fill character must be exactly one character long");
    }

    private static string Padding(string text, object? width, object? fill) =>
        PyString.Repeat(Fill(fill), PyNumber.ToIndex(width) - PyString.Length(text));

    private static string ZFill(string text, int width)
    {
        var zeros = PyString.Repeat("0", width - PyString.Length(text));
        return text.Length > 0 && text[0] is '+' or '-' ? text[0] + zeros + text[1..] : zeros + text;
    }

    private static string ExpandTabs(string text, int size)
    {
        var result = new System.Text.StringBuilder();
        var column = 0;
        foreach (var c in text)
        {
            var width = c == '\t' ? (size > 0 ? size - (column % size) : 0) : 1;
            result.Append(c == '\t' ? ' ' : c, width);
            column = c is '\n' or '\r' ? 0 : column + width;
        }

        return result.ToString();
    }
}
