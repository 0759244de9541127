using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>A SQL file as read and parsed.</summary>
internal sealed record CodeFile(ProjectFile File, SourceFile Source, TextSpan Span, Template Template, Checksum Checksum)
{
    /// <summary>Null, with a diagnostic, when the file cannot be read.</summary>
    public static CodeFile? Read(ProjectFile file, Action<Diagnostic> report)
    {
        if (FileReader.Read(file.FullPath, file.DisplayPath, report) is not { } source)
        {
            return null;
        }

        var span = Trimmed(source.Text, 0, source.Text.Length);
        return new CodeFile(file, source, span, Template.Parse(source, span, JinjaOptions.Dbt), Checksum.OfText(Compacted(source.GetText(span))));
    }

    /// <summary>The range without white space at its ends.</summary>
    public static TextSpan Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromBounds(start, end);
    }

    /// <summary>White space as dbt compacts it before it computes a checksum.</summary>
    public static string Compacted(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
