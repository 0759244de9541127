using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A file system of a few megabytes, mounted on a folder. Only root may have one; for others the calling test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    /// <param name="folder">Made when missing.</param>
    public SmallDisk(string folder, int megabytes)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        var isMounted = OperatingSystem.IsLinux()
            && Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", _folder) == 0;
        Assert.SkipUnless(isMounted, "mounting a file system needs root on Linux");
    }

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder);

    public void Grow(int megabytes) =>
        Run("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,rw,size={megabytes}m"), _folder);

    public void Dispose() => Run("umount", "-l", _folder);

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process?.StandardError.ReadToEnd();
        process?.WaitForExit();
        return process?.ExitCode ?? -1;
    }
}
