using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;

namespace Lake.Testing;

/// <summary>Compiles the Java sources in <c>plugin/</c> against a server's own jars.</summary>
internal static class TrinoPlugin
{
    private static readonly string[] Interfaces = ["io/trino/spi/", "io/airlift/slice/"];

    /// <summary>A folder with the server's plugins, as links, and this one; null where there is no <c>javac</c>.</summary>
    public static string? Install(TemporaryFolder folder, string home)
    {
        folder.Write("compiled/META-INF/services/io.trino.spi.Plugin", "TestPlugin");
        Lower(home, folder["interfaces"]);
        if (!Compile(folder["interfaces"], Path.Combine(home, "lib"), folder["compiled"]))
        {
            return null;
        }

        Directory.CreateDirectory(folder["plugins/test"]);
        ZipFile.CreateFromDirectory(folder["compiled"], folder["plugins/test/test.jar"]);
        foreach (var plugin in Directory.EnumerateDirectories(Path.Combine(home, "plugin")).Select(Path.GetFileName))
        {
            Directory.CreateSymbolicLink(folder[$"plugins/{plugin}"], folder[$"data/plugin/{plugin}"]);
        }

        return folder["plugins"];
    }

    /// <summary>The classes that the plugin names, marked as Java 17's, since an older compiler does not read newer ones.</summary>
    private static void Lower(string home, string folder)
    {
        string[] jars = ["trino-spi-*.jar", "slice-*.jar"];
        foreach (var jar in jars.SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(home, "lib"), pattern)))
        {
            using var archive = ZipFile.OpenRead(jar);
            foreach (var entry in archive.Entries.Where(e => e.Name.EndsWith(".class", StringComparison.Ordinal) && Interfaces.Any(i => e.FullName.StartsWith(i, StringComparison.Ordinal))))
            {
                using var bytes = new MemoryStream();
                using var content = entry.Open();
                content.CopyTo(bytes);
                var path = Path.Combine(folder, entry.FullName);
                Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
                (bytes.GetBuffer()[6], bytes.GetBuffer()[7]) = (0, 61);
                File.WriteAllBytes(path, bytes.ToArray());
            }
        }
    }

    private static bool Compile(string interfaces, string libraries, string output)
    {
        string[] arguments =
        [
            "-nowarn", "--release", "17", "-cp", $"{interfaces}:{libraries}/*", "-d", output,
            .. Directory.EnumerateFiles(Baseline.Folder(["plugin"]), "*.java"),
        ];
        try
        {
            using var process = Process.Start(new ProcessStartInfo("javac", arguments) { RedirectStandardError = true }) ?? throw new InvalidOperationException("javac does not start");
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? true : throw new InvalidOperationException(errors);
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
