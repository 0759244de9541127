using System.Collections.Immutable;

namespace Lake.Project.Properties;

/// <summary>Values of property files that are rendered when they are used, not when they are read.</summary>
internal static class LateProperties
{
    private static readonly string[] Anywhere = ["tests", "data_tests", "description", "loaded_at_query", "pre_hook", "post_hook", "pre-hook", "post-hook"];

    /// <param name="section">The heading.</param>
    /// <param name="path">Keys below the entry, list positions left out.</param>
    public static bool IsLate(string section, ImmutableArray<string> path) => section switch
    {
        "metrics" or "semantic_models" or "saved_queries" or "unit_tests" or "exposures" when path[0] is "depends_on" or "given" or "expect" => true,
        "metrics" or "saved_queries" => path.Any(k => k is "filter" or "where" or "description"),
        "models" when path[0] is "metrics" && path.Contains("filter") => true,
        _ => Anywhere.Contains(path[^1], StringComparer.Ordinal) || path[0] is "relation",
    };
}
