using System.Text.RegularExpressions;
using Lake.Text;

namespace Lake.Jinja.Parsing;

/// <summary>
/// What to do about a syntax error. The messages are Jinja2's own, which say what the parser wanted; these say what the
/// author wants.
/// </summary>
internal static partial class SyntaxHints
{
    /// <summary>Parts of messages; the first that occurs counts.</summary>
    private static readonly (string Part, string Hint)[] Hints =
    [
        ("Encountered unknown tag", "check the tag's name"),
        ("expected token 'end of print statement'", "close the expression with '}}', or look for a missing operator, comma or quote before this place"),
        ("expected token 'end of statement block'", "close the tag with '%}', or look for a missing operator, comma or quote before this place"),
        ("expected token 'name'", "write a name here: letters, digits and underscores, no digit first"),
        ("expected token '('", "write the parameters in brackets, '()' when there are none"),
        ("unexpected char \"'\"", "a string begins here and is not closed: write the same quote at its end"),
        ("unexpected char '\"'", "a string begins here and is not closed: write the same quote at its end"),
        ("unexpected char", "remove the character, or put it into a string"),
        ("Missing end of comment", "close the comment with '#}'"),
        ("Missing end of raw", "close the block with {% endraw %}"),
        ("Expected an expression", "write the value or condition that belongs here"),
        ("expected ')'", "close the bracket with ')'"),
        ("expected ']'", "close the bracket with ']'"),
        ("expected '}'", "close the dict with '}'"),
        ("unexpected 'end of", "a value is missing before this place"),
        ("No filter named", "check its name; filters of your own are macros, called by name"),
        ("No test named", "check its name"),
    ];

    /// <summary>The diagnostic with a hint, and with the place of the block that is still open.</summary>
    public static Diagnostic Complete(Diagnostic diagnostic, SourceFile source, TextSpan span)
    {
        if (OpenBlock().Match(diagnostic.Message) is { Success: true } match && LastOpen(source, span, match.Groups[1].Value) is { } open)
        {
            diagnostic = diagnostic with { Related = [.. diagnostic.Related, new RelatedPlace(open, $"the '{match.Groups[1].Value}' that is open begins here")] };
        }

        return diagnostic.Hint is null ? diagnostic with { Hint = Of(diagnostic.Message) } : diagnostic;
    }

    private static string? Of(string message) =>
        message.StartsWith("Unexpected end of template", StringComparison.Ordinal) ? $"close the block with {EndOf(message)}"
        : StrayEnd().IsMatch(message)
            ? OpenBlock().IsMatch(message) ? $"first close the block that is open, with {EndOf(message)}" : "no block is open here: remove the tag, or write the one that it ends"
        : Array.Find(Hints, h => message.Contains(h.Part, StringComparison.Ordinal)).Hint;

    /// <summary>The last of the tags that the parser was looking for is the one that ends the block.</summary>
    private static string EndOf(string message) =>
        Ends().Matches(message) is { Count: > 0 } ends ? $"{{% {ends[^1].Groups[1].Value} %}}" : "its end tag";

    private static Location? LastOpen(SourceFile source, TextSpan span, string tag)
    {
        var open = new Stack<Match>();
        foreach (Match match in Tags().Matches(source.GetText(span)))
        {
            var name = match.Groups[1].Value;
            if (name == tag)
            {
                open.Push(match);
            }
            else if (name == "end" + tag && open.Count > 0)
            {
                open.Pop();
            }
        }

        return open.Count == 0 ? null : source.At(span.Start + open.Peek().Groups[1].Index, tag.Length);
    }

    [GeneratedRegex("innermost block that needs to be closed is '([^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex OpenBlock();

    [GeneratedRegex("^Encountered unknown tag '(?:end|el)", RegexOptions.CultureInvariant)]
    private static partial Regex StrayEnd();

    [GeneratedRegex(@"'(end\w+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\{%[-+]?\s*(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
