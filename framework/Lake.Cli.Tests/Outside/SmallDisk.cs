using System.Diagnostics;
using System.Globalization;
using Lake.Testing;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A file system of a few megabytes, mounted on a folder. Only root may have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    /// <param name="folder">Made when missing.</param>
    public SmallDisk(string folder, int megabytes)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", _folder) != 0)
        {
            throw new InvalidOperationException($"There is no permission to mount {_folder}.");
        }
    }

    public static bool CanMount { get; } = Try();

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder);

    public void Grow(int megabytes) =>
        Run("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,rw,size={megabytes}m"), _folder);

    public void Dispose() => Run("umount", "-l", _folder);

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var folder = new TemporaryFolder();
        try
        {
            using var disk = new SmallDisk(folder["disk"], 1);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process?.StandardError.ReadToEnd();
        process?.WaitForExit();
        return process?.ExitCode ?? -1;
    }
}

/// <summary>A test that mounts a file system, which takes root on Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountFactAttribute : FactAttribute
{
    private const string Reason = "mounting a file system needs root on Linux";

    public MountFactAttribute()
    {
        if (!SmallDisk.CanMount)
        {
            Skip = Reason;
        }
    }
}
