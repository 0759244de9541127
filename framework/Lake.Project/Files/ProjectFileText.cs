using Lake.Text;

namespace Lake.Project.Files;

/// <summary>Places in a project file for values whose span is no longer at hand.</summary>
internal static class ProjectFileText
{
    /// <summary>The first place of the text in the source; its start when it is not there.</summary>
    public static Location Find(SourceFile source, string text)
    {
        var at = source.Text.IndexOf(text, StringComparison.Ordinal);
        return at < 0 ? source.At(0, 0) : source.At(at, text.Length);
    }
}
