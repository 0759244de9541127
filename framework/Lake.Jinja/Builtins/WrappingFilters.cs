using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Methods;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary><c>wordwrap</c>, which is Python's <c>textwrap</c>.</summary>
internal static partial class WrappingFilters
{
    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["wordwrap"] = new("do_wordwrap", "s, width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True", a => a[0] is ParseUndefined ? "" : WordWrap(
            StringMethods.Text(a[0], "wordwrap"), a[1], PyValue.IsTrue(a[2]), a[3] is null ? "\n" : PyText.Of(a[3]), PyValue.IsTrue(a[4]))),
    };

    private static string WordWrap(string text, object? width, bool breaksWords, string separator, bool breaksHyphens) => string.Join(
        separator, StringSplitting.Lines(text).Select(line => string.Join(separator, Wrap(line, Width(width), breaksWords, breaksHyphens))));

    /// <summary>Nothing is wrong with a width before there is a line.</summary>
    private static int Width(object? width) => PyNumber.ToInt(width) is > 0 and var known
        ? known
        : throw JinjaError.Value($"invalid width {PyText.Of(width)} (must be > 0)");

    private static List<string> Wrap(string text, int width, bool breaksWords, bool breaksHyphens)
    {
        var chunks = new Stack<string>((breaksHyphens ? Hyphens() : Spaces()).Split(text).Where(chunk => chunk.Length > 0).Reverse());
        var lines = new List<string>();
        while (chunks.Count > 0)
        {
            var line = new List<string>();
            var length = 0;
            if (lines.Count > 0 && string.IsNullOrWhiteSpace(chunks.Peek()))
            {
                chunks.Pop();
            }

            while (chunks.TryPeek(out var chunk) && length + PyString.Length(chunk) <= width)
            {
                length += PyString.Length(chunk);
                line.Add(chunks.Pop());
            }

            if (chunks.TryPeek(out var wide) && PyString.Length(wide) > width)
            {
                Break(chunks, line, length, width, breaksWords, breaksHyphens);
            }

            if (line.Count > 0 && string.IsNullOrWhiteSpace(line[^1]))
            {
                line.RemoveAt(line.Count - 1);
            }

            if (line.Count > 0)
            {
                lines.Add(string.Concat(line));
            }
        }

        return lines;
    }

    /// <summary>A chunk wider than a line: cut when allowed, else alone on its line.</summary>
    private static void Break(Stack<string> chunks, List<string> line, int length, int width, bool breaksWords, bool breaksHyphens)
    {
        if (!breaksWords)
        {
            if (line.Count == 0)
            {
                line.Add(chunks.Pop());
            }

            return;
        }

        var room = width - length;
        var chunk = chunks.Pop();
        var hyphen = breaksHyphens && PyString.Length(chunk) > room ? PyString.Slice(chunk, 0, room).LastIndexOf('-') : -1;
        if (hyphen > 0 && chunk[..hyphen].Any(c => c != '-'))
        {
            room = hyphen + 1;
        }

        line.Add(PyString.Slice(chunk, 0, room));
        chunks.Push(PyString.Slice(chunk, room, PyString.Length(chunk)));
    }

    [GeneratedRegex("([\\t\\n\\v\\f\\r ]+)")]
    private static partial Regex Spaces();

    [GeneratedRegex("""([\t\n\v\f\r ]+|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^\t\n\v\f\r ](?:-(?:(?<=[^\d\W]{2}-)|(?<=[^\d\W]-[^\d\W]-))(?=[^\d\W]-?[^\d\W])|(?=[\t\n\v\f\r ]|\z)|(?<=[\w!"'&.,?])(?=-{2,}\w))|[^\t\n\v\f\r ]+?(?:-(?:(?<=[^\d\W]{2}-)|(?<=[^\d\W]-[^\d\W]-))(?=[^\d\W]-?[^\d\W])|(?=[\t\n\v\f\r ]|\z)|(?<=[\w!"'&.,?])(?=-{2,}\w)))""")]
    private static partial Regex Hyphens();
}
