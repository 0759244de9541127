using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary><c>urlize</c>: links around web and mail addresses.</summary>
internal static partial class Urlize
{
    public static object Apply(object?[] a)
    {
        var schemes = a[5] is null ? [] : PyIteration.Items(a[5]).Select(PyText.Of).ToArray();
        if (Array.Find(schemes, scheme => !Scheme().IsMatch(scheme)) is { } bad)
        {
            throw JinjaError.Template($"{PyRepr.OfString(bad)} is not a valid URI scheme prefix.");
        }

        var relations = (a[4] is null ? "" : PyText.Of(a[4])).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        relations.Add("noopener");
        if (PyValue.IsTrue(a[2]))
        {
            relations.Add("nofollow");
        }

        var rel = $" rel=\"{Markup.EscapeText(string.Join(' ', relations.Order(StringComparer.Ordinal)))}\"";
        var target = a[3] is null ? "" : $" target=\"{Markup.EscapeText(PyText.Of(a[3]))}\"";
        var words = Words().Split(Markup.Escape(a[0]).Value);
        return string.Concat(words.Select(word => Word(word, a[1], rel, target, schemes)));
    }

    private static string Word(string word, object? limit, string rel, string target, string[] schemes)
    {
        var head = Head().Match(word).Value;
        var middle = word[head.Length..];
        var tail = middle.EndsWith(')') || Ends(middle) ? Tail().Match(middle).Value : "";
        middle = middle[..^tail.Length];
        Balance(ref middle, ref tail);
        return head + Link(middle, limit, rel, target, schemes) + tail;
    }

    private static string Link(string middle, object? limit, string rel, string target, string[] schemes)
    {
        if (Url().IsMatch(middle))
        {
            var address = middle.StartsWith("https://", StringComparison.Ordinal) || middle.StartsWith("http://", StringComparison.Ordinal)
                ? middle
                : "https://" + middle;
            var label = limit is not null && PyCompare.Compare(CompareOperator.Greater, (long)PyString.Length(middle), limit)
                ? PyString.Slice(middle, 0, PyNumber.ToInt(limit)) + "..."
                : middle;
            return $"<a href=\"{address}\"{rel}{target}>{label}</a>";
        }

        if (middle.StartsWith("mailto:", StringComparison.Ordinal) && Email().IsMatch(middle[7..]))
        {
            return $"<a href=\"{middle}\">{middle[7..]}</a>";
        }

        if (IsMail(middle))
        {
            return $"<a href=\"mailto:{middle}\">{middle}</a>";
        }

        return Array.Exists(schemes, scheme => middle != scheme && middle.StartsWith(scheme, StringComparison.Ordinal))
            ? $"<a href=\"{middle}\"{rel}{target}>{middle}</a>"
            : middle;
    }

    private static bool IsMail(string text) => text.Contains('@', StringComparison.Ordinal) && !text.StartsWith("www.", StringComparison.Ordinal)
        && !text.StartsWith('@') && !text.Contains(':', StringComparison.Ordinal) && Email().IsMatch(text);

    private static bool Ends(string text) => text.EndsWith("&gt;", StringComparison.Ordinal) || (text.Length > 0 && text[^1] is '.' or ',' or '\n');

    /// <summary>Brackets that were opened inside an address are closed inside it.</summary>
    private static void Balance(ref string middle, ref string tail)
    {
        foreach (var (open, close) in new[] { ("(", ")"), ("<", ">"), ("&lt;", "&gt;") })
        {
            var opened = Count(middle, open);
            if (opened <= Count(middle, close))
            {
                continue;
            }

            for (var i = Math.Min(opened, Count(tail, close)); i > 0; i--)
            {
                var end = tail.IndexOf(close, StringComparison.Ordinal) + close.Length;
                middle += tail[..end];
                tail = tail[end..];
            }
        }
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;

    [GeneratedRegex(@"^([\w.+-]{2,}:(/){0,2})$")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(\s+)")]
    private static partial Regex Words();

    [GeneratedRegex(@"^([(<]|&lt;)+")]
    private static partial Regex Head();

    [GeneratedRegex(@"([)>.,\n]|&gt;)+$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"^((https?://|www\.)(([\w%-]+\.)+)?([a-z]{2,63}|xn--[\w%]{2,59})|([\w%-]{2,63}\.)+(com|net|int|edu|gov|org|info|mil)|(https?://)(([\d]{1,3})(\.[\d]{1,3}){3}|\[([\da-f]{0,4}:){2}([\da-f]{0,4}:?){1,6}\]))(?::[\d]{1,5})?(?:[/?#]\S*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"^\S+@\w[\w.-]*\.\w+$")]
    private static partial Regex Email();
}
