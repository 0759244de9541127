using System.Globalization;
using Lake.Runner.Artifacts;
using Lake.Runner.Rules;
using Lake.Text;

namespace Lake.Runner.Locking;

/// <summary>
/// One run at a time in a target folder. The lock is the operating system's, on an open file, so it ends with the
/// process however that ends.
/// </summary>
public sealed class ProjectLock : IDisposable
{
    private const string LockFile = ".lake.lock";
    private const string OwnerFile = ".lake.lock.owner";

    private readonly FileStream _stream;

    private ProjectLock(FileStream stream) => _stream = stream;

    /// <summary>Fails with <c>project-busy</c> when another process or run holds it, with <c>cannot-write</c> when there can be no such folder.</summary>
    public static ProjectLock Take(string targetFolder)
    {
        var owner = Path.Combine(targetFolder, OwnerFile);
        FileStream stream;
        TargetFiles.Guard(targetFolder, () => Directory.CreateDirectory(targetFolder));
        try
        {
            stream = new FileStream(Path.Combine(targetFolder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new DiagnosticException(
                RunnerRules.ProjectBusy.At(
                    null, $"another run works on this project{Owner(owner)}",
                    "wait until it ends, stop it, or give this run a folder of its own with --target-path"),
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw TargetFiles.Unwritable(targetFolder, error);
        }

        TargetFiles.Guard(owner, () => File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        return new ProjectLock(stream);
    }

    public void Dispose() => _stream.Dispose();

    private static string Owner(string file)
    {
        try
        {
            return $" (process {File.ReadAllText(file).Trim()})";
        }
        catch (IOException)
        {
            // The owner has only just begun; the message does without its number.
            return "";
        }
    }
}
