namespace Lake.Project.Rendering;

internal static class TemplateText
{
    /// <summary>Whether a text may hold Jinja; most of those in YAML do not.</summary>
    public static bool HasJinja(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal)
        || text.Contains("{#", StringComparison.Ordinal);
}
