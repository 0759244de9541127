using Lake.Cli.Rules;

namespace Lake.Cli.Output;

/// <summary>Files that are whole or not there.</summary>
internal static class AtomicFile
{
    /// <summary>The absolute path to write to. Fails when it cannot be a file, before anything is computed for it.</summary>
    public static string Target(string file, string folder)
    {
        var path = Path.GetFullPath(file, folder);
        if (file.Length == 0 || Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw CliRules.UnwritableOutput.Error(null, $"'{file}' is a folder", "give the name of a file in it");
        }

        return Directory.Exists(Path.GetDirectoryName(path))
            ? path
            : throw CliRules.UnwritableOutput.Error(
                null, $"'{file}' cannot be written: the folder {Path.GetDirectoryName(path)} does not exist", "make the folder, or write into another one");
    }

    /// <summary>Writes beside the file and moves it into place; a failure leaves what was there before.</summary>
    /// <param name="path">From <see cref="Target"/>.</param>
    /// <param name="write">Gets the name of a file to create, in the same folder. It may create none: then nothing changes.</param>
    /// <returns>Whether there was something to write.</returns>
    public static bool Write(string path, Action<string> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            write(temporary);
            if (!File.Exists(temporary))
            {
                return false;
            }

            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliRules.UnwritableOutput.Error(null, $"'{path}' cannot be written: {e.Message}", "check that you may write there and that there is space");
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
