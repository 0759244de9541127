using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Options;

namespace Lake.Jinja.Values;

/// <summary>Strings as sequences of code points, which is what Python counts.</summary>
public static class PyString
{
    public static bool HasSurrogates(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0;

    public static int Length(string text)
    {
        if (!HasSurrogates(text))
        {
            return text.Length;
        }

        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    /// <summary>The code points, each as a string of its own.</summary>
    public static IEnumerable<string> Items(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var width = char.IsSurrogatePair(text, i) ? 2 : 1;
            yield return width == 1 ? PyBox.Of(text[i]) : text.Substring(i, 2);
            i += width;
        }
    }

    /// <summary>The code point at an index within the length.</summary>
    public static string At(string text, int index) =>
        HasSurrogates(text) ? Items(text).ElementAt(index) : PyBox.Of(text[index]);

    /// <summary>The offset in UTF-16 of a code point, and back.</summary>
    public static int ToOffset(string text, int index)
    {
        if (!HasSurrogates(text))
        {
            return Math.Min(index, text.Length);
        }

        var offset = 0;
        for (; index > 0 && offset < text.Length; index--)
        {
            offset += char.IsSurrogatePair(text, offset) ? 2 : 1;
        }

        return offset;
    }

    public static int ToIndex(string text, int offset) => HasSurrogates(text) ? Length(text[..offset]) : offset;

    public static string Slice(string text, int start, int end) =>
        start >= end ? "" : text[ToOffset(text, start)..ToOffset(text, end)];

    /// <summary>By code point.</summary>
    public static int Compare(string a, string b)
    {
        var order = string.CompareOrdinal(a, b);
        if (order == 0 || !HasSurrogates(a) && !HasSurrogates(b))
        {
            return order;
        }

        var (left, right) = (a.EnumerateRunes(), b.EnumerateRunes());
        while (true)
        {
            var (more, others) = (left.MoveNext(), right.MoveNext());
            if (!more || !others)
            {
                return more.CompareTo(others);
            }

            if (left.Current != right.Current)
            {
                return left.Current.CompareTo(right.Current);
            }
        }
    }

    public static string Repeat(string text, long count)
    {
        if (count <= 0 || text.Length == 0)
        {
            return "";
        }

        Guard(text.Length, count);
        return text.Length == 1
            ? new string(text[0], (int)count)
            : new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString();
    }

    public static string Reverse(string text)
    {
        if (HasSurrogates(text))
        {
            return string.Concat(Items(text).Reverse());
        }

        return string.Create(text.Length, text, static (span, source) =>
        {
            source.CopyTo(span);
            span.Reverse();
        });
    }

    /// <summary>What <c>str.isspace</c> and <c>\s</c> take as white space.</summary>
    public static bool IsSpace(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') or (>= '\x1c' and <= '\x1f') : c > '\x7f' && char.IsWhiteSpace(c);

    /// <summary>Refuses sizes that would only serve to exhaust memory.</summary>
    internal static void Guard(long size, long count)
    {
        if (Math.Min(count, int.MaxValue) * size > JinjaLimits.Default.MaxOutput)
        {
            throw new JinjaError(ErrorKind.LimitExceeded, "the result of a repetition would be too large");
        }
    }
}
