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

    /// <summary>The last of the keys, each looked for behind the one before it.</summary>
    public static Location FindKey(SourceFile source, params IEnumerable<string> path)
    {
        var (start, length) = (0, 0);
        foreach (var key in path)
        {
            var at = source.Text.IndexOf(key + ":", start + length, StringComparison.Ordinal);
            (start, length) = at < 0 ? (start, length) : (at, key.Length + 1);
        }

        return source.At(start, length);
    }
}
