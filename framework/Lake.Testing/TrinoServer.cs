using System.Diagnostics;
using Xunit;

namespace Lake.Testing;

/// <summary>
/// A Trino server with the Iceberg catalog <c>lake</c> over a folder of its own, and <c>tpch</c>. <c>LAKE_TEST_TRINO</c>
/// names the folder with <c>start</c> and <c>stop</c>, or the address of a server that already runs and has such catalogs.
/// </summary>
public sealed class TrinoServer : IDisposable
{
    private readonly string _home;
    private readonly TemporaryFolder _folder = new();
    private readonly TrinoGuard? _guard;

    public TrinoServer()
    {
        _home = Judge.At("LAKE_TEST_TRINO");
        if (Uri.TryCreate(_home, UriKind.Absolute, out var running) && running.Scheme != Uri.UriSchemeFile)
        {
            Address = running;
            return;
        }

        _folder.Write("catalogs/tpch.properties", "connector.name=tpch\n");
        _folder.Write("catalogs/lake.properties",
            $"""
            connector.name=iceberg
            iceberg.catalog.type=TESTING_FILE_METASTORE
            hive.metastore.catalog.dir=local://{_folder["metastore"]}
            fs.local.enabled=true
            local.location=/

            """);
        _guard = TrinoGuard.Prepare(_folder, _home);
        var port = LoopbackListener.FreePort();
        Address = new Uri($"http://127.0.0.1:{port}");
        Run("start",
            [
                "--port", $"{port}", "--data", _folder["data"], "--catalog-dir", _folder["catalogs"], "--memory", "900m",
                .. _guard?.Settings.SelectMany(setting => (string[])["--jvm", $"-D{setting}"]) ?? [],
            ]);
    }

    /// <summary>Where anybody may come in, under any name.</summary>
    public Uri Address { get; }

    /// <summary>The way in by TLS and a login, and results beside the protocol; a test that asks for it is skipped where it cannot be set up.</summary>
    public TrinoGuard Guard
    {
        get
        {
            Assert.SkipWhen(_guard is null, "there is no javac to compile the plugin that Trino for tests lacks, or the server ran already");
            return _guard;
        }
    }

    public void Dispose()
    {
        if (File.Exists(_folder["data/pid"]))
        {
            Run("stop", ["--data", _folder["data"]]);
        }

        _folder.Dispose();
    }

    private void Run(string program, string[] arguments)
    {
        // The server outlives the program that starts it, so its output must not be a pipe of ours.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null", "sh", Path.Combine(_home, program), .. arguments]);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }
}
