using System.Text;
using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Methods;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>Filters of strings.</summary>
internal static partial class TextFilters
{
    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["upper"] = new("do_upper", "s", a => Keep(a[0], StringCases.Upper(PyText.Of(a[0])))),
        ["lower"] = new("do_lower", "s", a => Keep(a[0], StringCases.Lower(PyText.Of(a[0])))),
        ["capitalize"] = new("do_capitalize", "s", a => Keep(a[0], StringCases.Capitalize(PyText.Of(a[0])))),
        ["title"] = new("do_title", "s", a => Title(PyText.Of(a[0]))),
        ["trim"] = new("do_trim", "value, chars=None", a => Keep(a[0], StringPadding.Strip(PyText.Of(a[0]), a[1]))),
        ["center"] = new("do_center", "value, width=80", a => Keep(a[0], StringPadding.Center(PyText.Of(a[0]), PyNumber.ToInt(a[1]), " "))),
        ["string"] = new("soft_str", "s", a => a[0] is Markup ? a[0] : PyText.Of(a[0])),
        ["replace"] = new("do_replace", "s, old, new, count=None", a => StringSearch.Replace(
            PyText.Of(a[0]), PyText.Of(a[1]), PyText.Of(a[2]), a[3] is null ? -1 : PyNumber.ToIndex(a[3]))),
        ["format"] = new("do_format", "value, *args, **kwargs", a => Format(PyText.Of(a[0]), a[1] as PyTuple ?? PyTuple.Empty, a[2] as Keyword[] ?? [])),
        ["indent"] = new("do_indent", "s, width=4, first=False, blank=False", a => Indent(a[0], a[1], PyValue.IsTrue(a[2]), PyValue.IsTrue(a[3]))),
        ["truncate"] = new("do_truncate", "s, length=255, killwords=False, end='...', leeway=None", Truncate),
        ["wordcount"] = new("do_wordcount", "s", a => PyBox.Of((long)Words().Count(PyText.Of(a[0])))),
    };

    /// <summary>What becomes of markup stays markup.</summary>
    private static object Keep(object? original, string result) => original is Markup ? new Markup(result) : result;

    private static string Title(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var part in Boundaries().Split(text))
        {
            if (part.Length > 0)
            {
                var first = char.IsSurrogatePair(part, 0) ? 2 : 1;
                result.Append(StringCases.Upper(part[..first])).Append(StringCases.Lower(part[first..]));
            }
        }

        return result.ToString();
    }

    private static string Format(string text, PyTuple positional, Keyword[] keywords)
    {
        if (positional.Count > 0 && keywords.Length > 0)
        {
            throw JinjaError.Template("can't handle positional and keyword arguments at the same time");
        }

        return PercentFormat.Format(
            text, keywords.Length > 0 ? new PyDict(keywords.Select(k => KeyValuePair.Create(k.Name, k.Value))) : positional, escape: false);
    }

    private static object Indent(object? value, object? width, bool first, bool blank)
    {
        var indention = width as string ?? PyText.Of(Arithmetic.Apply(BinaryOperator.Multiply, " ", width));
        var text = value switch
        {
            string or Markup or NativeMarker => PyText.Of(value),
            Undefined undefined => throw undefined.Error(),
            _ => throw JinjaError.Type($"unsupported operand type(s) for +=: '{PyValue.TypeName(value)}' and 'str'"),
        };
        var lines = StringSplitting.Lines(text + "\n").ToList();
        var result = blank
            ? string.Join("\n" + indention, lines)
            : string.Join('\n', lines.Select((line, i) => i == 0 || line.Length == 0 ? line : indention + line));
        return Keep(value, first ? indention + result : result);
    }

    private static object? Truncate(object?[] a)
    {
        var (length, end, leeway) = (PyNumber.ToIndex(a[1]), PyText.Of(a[3]), a[4] is null ? 5 : PyNumber.ToIndex(a[4]));
        if (length < PyString.Length(end))
        {
            throw new JinjaError(ErrorKind.AssertionError, $"expected length >= {PyString.Length(end)}, got {length}");
        }

        if (leeway < 0)
        {
            throw new JinjaError(ErrorKind.AssertionError, $"expected leeway >= 0, got {leeway}");
        }

        var size = PyValue.Length(a[0]) ?? throw JinjaError.Type($"object of type '{PyValue.TypeName(a[0])}' has no len()");
        if (size <= length + leeway)
        {
            return a[0];
        }

        var text = PyString.Slice(StringMethods.Text(a[0], "truncate"), 0, (int)(length - PyString.Length(end)));
        return Keep(a[0], (PyValue.IsTrue(a[2]) ? text : StringSplitting.RSplit(text, " ", 1)[0]) + end);
    }

    [GeneratedRegex(@"([-\s({\[<]+)")]
    private static partial Regex Boundaries();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
