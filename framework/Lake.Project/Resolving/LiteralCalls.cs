using System.Text.RegularExpressions;
using Lake.Project.Nodes;

namespace Lake.Project.Resolving;

/// <summary>Test arguments that are one call with literal arguments: <c>ref('x')</c>, <c>source('s', 't')</c>.</summary>
internal static partial class LiteralCalls
{
    /// <summary>
    /// Whether dbt renders the argument as a template: it is one already, or it looks like a call of <c>ref</c>,
    /// <c>source</c>, <c>var</c>, <c>env_var</c> or <c>doc</c>.
    /// </summary>
    public static bool IsTemplate(string text) => Rendering.TemplateText.HasJinja(text) || LooksLikeCall().IsMatch(text);

    public static RefCall? Ref(string text)
    {
        var match = RefForm().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (first, second) = (match.Groups["a"].Value, match.Groups["b"]);
        object? version = match.Groups["v"].Success
            ? long.TryParse(match.Groups["v"].Value, out var number) ? number : match.Groups["v"].Value.Trim('\'', '"')
            : null;
        return second.Success ? new RefCall(first, second.Value, version, null) : new RefCall(null, first, version, null);
    }

    public static SourceCall? Source(string text)
    {
        var match = SourceForm().Match(text);
        return match.Success ? new SourceCall(match.Groups["a"].Value, match.Groups["b"].Value, null) : null;
    }

    public static MetricCall? Metric(string text)
    {
        var match = MetricForm().Match(text);
        return !match.Success ? null
            : match.Groups["b"].Success ? new MetricCall(match.Groups["a"].Value, match.Groups["b"].Value, null)
            : new MetricCall(null, match.Groups["a"].Value, null);
    }

    [GeneratedRegex(@"^\s*metric\s*\(\s*['""](?<a>[^'""]+)['""](?:\s*,\s*['""](?<b>[^'""]+)['""])?\s*\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex MetricForm();

    [GeneratedRegex(@"^\s*(?:env_var|ref|var|source|doc)\s*\(.+\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeCall();

    [GeneratedRegex(@"^\s*ref\s*\(\s*['""](?<a>[^'""]+)['""](?:\s*,\s*['""](?<b>[^'""]+)['""])?(?:\s*,\s*(?:v|version)\s*=\s*(?<v>\d+|'[^']*'|""[^""]*""))?\s*\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex RefForm();

    [GeneratedRegex(@"^\s*source\s*\(\s*['""](?<a>[^'""]+)['""]\s*,\s*['""](?<b>[^'""]+)['""]\s*\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex SourceForm();
}
