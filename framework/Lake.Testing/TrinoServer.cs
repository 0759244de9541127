using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Lake.Testing;

/// <summary>
/// A Trino server for all tests of a process, with the Iceberg catalog <c>lake</c> over a folder of its own, started when first asked
/// for. <c>LAKE_TEST_TRINO</c> names the folder with <c>start</c> and <c>stop</c>, or the address of a server that
/// already runs and has such a catalog.
/// </summary>
public sealed class TrinoServer
{
    private static readonly Lazy<TrinoServer> Shared = new(Start);

    private TrinoServer(Uri address) => Address = address;

    public Uri Address { get; }

    /// <summary>The calling test is skipped where there is no Trino.</summary>
    public static TrinoServer Get()
    {
        Judge.At("LAKE_TEST_TRINO");
        return Shared.Value;
    }

    private static TrinoServer Start()
    {
        var place = Judge.At("LAKE_TEST_TRINO");
        if (place.StartsWith("http", StringComparison.Ordinal))
        {
            return new TrinoServer(new Uri(place));
        }

        var folder = new TemporaryFolder();
        folder.Write("catalogs/tpch.properties", "connector.name=tpch\n");
        folder.Write("catalogs/lake.properties",
            $"""
            connector.name=iceberg
            iceberg.catalog.type=TESTING_FILE_METASTORE
            hive.metastore.catalog.dir=local://{folder["metastore"]}
            fs.local.enabled=true
            local.location=/

            """);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Run(Path.Combine(place, "stop"), "--data", folder["data"]);
            folder.Dispose();
        };
        var port = FreePort();
        Run(Path.Combine(place, "start"), "--port", $"{port}", "--data", folder["data"], "--catalog-dir", folder["catalogs"], "--memory", "900m");
        return new TrinoServer(new Uri($"http://127.0.0.1:{port}"));
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server outlives the program that starts it, so its output must not be a pipe of ours.
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec \"$@\" >/dev/null", "sh", program } };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
