using Lake.Text;

namespace Lake.Project.Building;

internal static class Duplicates
{
    /// <summary>Two things of one name, the second at <paramref name="place"/>; names both files.</summary>
    public static Diagnostic Diagnostic(DiagnosticRule rule, string kind, string name, Location place, Location earlier) =>
        rule.At(place, $"two {kind} are called '{name}': {earlier.Source.Path} and {place.Source.Path}", "rename or remove one of them") with
        {
            Related = [new RelatedPlace(earlier, "the other one")],
        };
}
