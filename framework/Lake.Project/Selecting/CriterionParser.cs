using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <summary>Reads selection arguments.</summary>
internal static partial class CriterionParser
{
    /// <summary>Unions of intersections: the outer list is separated by spaces, the inner by commas.</summary>
    public static List<List<Criterion>> Parse(IEnumerable<string> arguments, string option, Action<Diagnostic> report)
    {
        var source = new SourceFile($"<{option}>", string.Join(' ', arguments));
        var unions = new List<List<Criterion>>();
        foreach (Match word in Words().Matches(source.Text))
        {
            var terms = new List<Criterion>();
            var start = word.Index;
            foreach (var term in word.Value.Split(','))
            {
                var place = source.At(start, term.Length);
                if (Term(term, place, report) is { } criterion)
                {
                    terms.Add(criterion);
                }

                start += term.Length + 1;
            }

            unions.Add(terms);
        }

        return unions;
    }

    /// <summary>One term, whatever commas and spaces its value holds: what a text in <c>selectors.yml</c> is.</summary>
    public static Criterion? Single(string text, Location place, Action<Diagnostic> report) => Term(text, place, report);

    private static Criterion? Term(string text, Location place, Action<Diagnostic> report)
    {
        var match = TermForm().Match(text);
        if (!match.Success || match.Groups["value"].Value.Length == 0)
        {
            report(ProjectRules.SelectorSyntax.At(
                place, text.Length == 0 ? "a part of the selection is empty" : $"'{text}' is not a selection",
                "write [@][N+][method:]value[+N]: 'orders+', 'tag:daily', '2+path:models/gold'; commas without spaces mean 'and'"));
            return null;
        }

        var children = match.Groups["children"].Success;
        if (match.Groups["at"].Success && children)
        {
            report(ProjectRules.SelectorSyntax.At(place, $"'{text}' has both '@' and a '+' at its end", "'@' already takes all descendants: remove the '+'"));
            return null;
        }

        var value = match.Groups["value"].Value;
        var method = match.Groups["method"].Success ? match.Groups["method"].Value.Split('.') : [DefaultMethod(value)];
        if (!SelectorMethods.Names.Contains(method[0], StringComparer.Ordinal))
        {
            report(ProjectRules.UnknownSelectorMethod.At(
                place, $"there is no selection method '{method[0]}'",
                Spelling.Hint(method[0], SelectorMethods.Names) ?? $"the methods are: {string.Join(", ", SelectorMethods.Names)}"));
            return null;
        }

        return new Criterion
        {
            Text = text,
            Method = method[0],
            Arguments = method[1..],
            Value = value,
            ChildrensParents = match.Groups["at"].Success,
            Parents = match.Groups["parents"].Success,
            ParentsDepth = Depth(match.Groups["up"]),
            Children = children,
            ChildrenDepth = Depth(match.Groups["down"]),
        };
    }

    private static string DefaultMethod(string value) =>
        value.Contains('/', StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal) ? "path"
        : value.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".py", StringComparison.OrdinalIgnoreCase)
            || value.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "file"
        : "fqn";

    private static int? Depth(Group group) =>
        group.Success && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) ? depth : null;

    [GeneratedRegex(@"\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^(?<at>@)?(?<parents>(?<up>\d*)\+)?(?:(?<method>[A-Za-z_]+(?:\.[^:+@]+)*):)?(?<value>.*?)(?<children>\+(?<down>\d*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex TermForm();
}
