using System.Collections.Immutable;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>One line of the project file can configure many nodes wrongly; that is worth one diagnostic.</summary>
internal static class SharedPlaces
{
    private static readonly DiagnosticRule[] OfConfigs =
        [ProjectRules.InvalidConfigValue, ProjectRules.MissingConfig, ProjectRules.UnknownConfig, ProjectRules.UnknownMaterialization, ProjectRules.UnknownGroup];

    /// <param name="diagnostics">In order of place.</param>
    /// <param name="project">The project file.</param>
    public static ImmutableArray<Diagnostic> Merge(ImmutableArray<Diagnostic> diagnostics, SourceFile project) =>
    [
        .. diagnostics.GroupBy(d => OfConfigs.Contains(d.Rule) && ReferenceEquals(d.Location?.Source, project) ? (object)(d.Rule, d.Location) : d)
            .Select(group => group.OrderBy(d => d.Message, StringComparer.Ordinal).First() is var first && group.Count() is > 1 and var count
                ? first with { Message = $"{first.Message} (so it is for {count - 1} more)" }
                : first),
    ];
}
