using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Project.Rules;
using Lake.Text;
using Lake.Yaml;

namespace Lake.Project.Settings;

/// <summary><c>require-dbt-version</c>: a list of conditions that the dbt whose behaviour is offered here must meet.</summary>
internal static partial class RequiredVersion
{
    private const string Key = "require-dbt-version";

    public static void Check(MappingReader reader, Action<Diagnostic> report)
    {
        var place = reader.Any(Key)?.Location;
        foreach (var condition in (reader.Texts(Key) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!Form().IsMatch(condition))
            {
                report(ProjectRules.UnsupportedVersion.At(
                    place, $"'{condition}' in '{Key}' is no condition on a version", "write conditions such as \">=1.8.0\" and \"<2.0.0\""));
            }
            else if (!Holds(condition))
            {
                report(ProjectRules.UnsupportedVersion.At(
                    place, $"the project wants dbt {condition}, and this is dbt {DbtVersion.Text} as far as projects can tell",
                    $"widen '{Key}', or remove it"));
            }
        }
    }

    private static bool Holds(string condition)
    {
        var match = Form().Match(condition);
        var order = Compare(Parts(DbtVersion.Text), Parts(match.Groups[2].Value));
        return match.Groups[1].Value switch
        {
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            "!=" => order != 0,
            _ => order == 0,
        };
    }

    private static int[] Parts(string version) =>
        [.. Numbers().Match(version).Value.Split('.').Select(p => int.Parse(p, CultureInfo.InvariantCulture))];

    private static int Compare(int[] a, int[] b) =>
        Enumerable.Range(0, 3).Select(i => a.ElementAtOrDefault(i).CompareTo(b.ElementAtOrDefault(i))).FirstOrDefault(c => c != 0);

    [GeneratedRegex(@"^\s*(>=|<=|!=|>|<|==|=)?\s*(v?\d+(?:\.\d+){0,2}(?:[-.]?[A-Za-z]\w*)*)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\d+(?:\.\d+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
