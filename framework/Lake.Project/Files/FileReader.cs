using System.Text;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Files;

/// <summary>Reads text files strictly as UTF-8. A byte order mark is dropped.</summary>
internal static class FileReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null, and a diagnostic, when the file cannot be read or is not UTF-8.</summary>
    public static SourceFile? Read(string fullPath, string displayPath, Action<Diagnostic> report)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(fullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(ProjectRules.UnreadableFile.At(
                new SourceFile(displayPath, "").At(0, 0), $"the file cannot be read: {e.Message}", "check that it exists and that you may read it"));
            return null;
        }

        return Decode(bytes, displayPath, report);
    }

    internal static SourceFile? Decode(byte[] bytes, string displayPath, Action<Diagnostic> report)
    {
        var content = bytes.AsSpan();
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            content = content[3..];
        }

        try
        {
            return new SourceFile(displayPath, Strict.GetString(content));
        }
        catch (DecoderFallbackException e)
        {
            var wide = content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
            var readable = wide ? "" : Encoding.Latin1.GetString(content);
            report(ProjectRules.NotUtf8.At(
                new SourceFile(displayPath, readable).At(Math.Clamp(e.Index, 0, readable.Length), 1),
                wide ? "the file is UTF-16, not UTF-8" : $"the file is not UTF-8: byte 0x{content[Math.Clamp(e.Index, 0, content.Length - 1)]:X2} cannot stand here",
                "save the file with the encoding UTF-8"));
            return null;
        }
    }
}
