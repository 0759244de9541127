using Lake.Cli.Rules;

namespace Lake.Cli.Shell;

/// <summary>A file with statements.</summary>
internal static class InputFile
{
    /// <summary>Fails with <see cref="CliRules.UnreadableInput"/>.</summary>
    public static TextReader Open(string file, string currentDirectory)
    {
        try
        {
            return new StreamReader(Path.GetFullPath(file, currentDirectory));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw CliRules.UnreadableInput.Error(null, $"The file '{file}' cannot be read: {error.Message}", "check its name and your rights");
        }
    }
}
