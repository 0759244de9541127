using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Lake.Project.Selecting;

/// <summary>Python's <c>fnmatch</c>: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!x]</c>.</summary>
internal static class Wildcard
{
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static bool Has(string pattern) => pattern.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    public static bool Matches(string text, string pattern) =>
        Has(pattern) ? Patterns.GetOrAdd(pattern, Compile).IsMatch(text) : text == pattern;

    private static Regex Compile(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var end = pattern[i] == '[' ? pattern.IndexOf(']', Math.Min(i + 2, pattern.Length)) : -1;
            if (end > 0)
            {
                var set = pattern[(i + 1)..end].Replace("\\", "\\\\", StringComparison.Ordinal);
                regex.Append('[').Append(set.StartsWith('!') ? '^' + set[1..] : set).Append(']');
                i = end;
            }
            else
            {
                regex.Append(pattern[i] switch
                {
                    '*' => ".*",
                    '?' => ".",
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        return new Regex(regex.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }
}
