using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Lake.Testing;

namespace Lake.Cli.Tests.Outside;

/// <summary>A Trino server of this test's own, in the folder that <c>LAKE_TEST_TRINO</c> names, over local files.</summary>
internal sealed class TrinoServer : IDisposable
{
    private readonly string _home;
    private readonly TemporaryFolder _data = new();
    private readonly HttpClient _http = new();

    private TrinoServer(string home) => _home = home;

    public static TrinoServer Start(string home)
    {
        var server = new TrinoServer(home);
        try
        {
            var port = FreePort();
            server._http.BaseAddress = new Uri($"http://127.0.0.1:{port}/");
            server._http.DefaultRequestHeaders.Add("X-Trino-User", "lake");
            server.Run("start", "--port", port.ToString(CultureInfo.InvariantCulture), "--data", server._data.Path, "--memory", "640m");
            server.Query(
                $"""
                CREATE CATALOG lake USING iceberg WITH (
                  "iceberg.catalog.type" = 'TESTING_FILE_METASTORE',
                  "hive.metastore.catalog.dir" = 'local://{server._data["metastore"]}',
                  "iceberg.register-table-procedure.enabled" = 'true',
                  "fs.local.enabled" = 'true', "local.location" = '/')
                """);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>The rows of a statement; a failed one throws with Trino's message.</summary>
    public IReadOnlyList<JsonElement[]> Query(string sql)
    {
        var rows = new List<JsonElement[]>();
        using var content = new StringContent(sql, Encoding.UTF8);
        var page = Send(() => _http.PostAsync(new Uri("v1/statement", UriKind.Relative), content));
        while (true)
        {
            if (page.TryGetProperty("error", out var error))
            {
                throw new InvalidOperationException($"{error.GetProperty("message").GetString()}\n{sql}");
            }

            if (page.TryGetProperty("data", out var data))
            {
                rows.AddRange(data.EnumerateArray().Select(row => row.EnumerateArray().ToArray()));
            }

            if (!page.TryGetProperty("nextUri", out var next) || next.GetString() is not { } address)
            {
                return rows;
            }

            page = Send(() => _http.GetAsync(new Uri(address)));
        }
    }

    public void Dispose()
    {
        if (File.Exists(_data["pid"]))
        {
            Run("stop", "--data", _data.Path);
        }

        _http.Dispose();
        _data.Dispose();
    }

    private static JsonElement Send(Func<Task<HttpResponseMessage>> request)
    {
        using var response = request().GetAwaiter().GetResult();
        response.EnsureSuccessStatusCode();
        using var document = JsonDocument.Parse(response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        return document.RootElement.Clone();
    }

    private void Run(string script, params string[] arguments)
    {
        // The server inherits the script's streams, so they are not redirected: nobody would close them.
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(_home, script), arguments) { UseShellExecute = false });
        process?.WaitForExit();
        if (process?.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} failed; see {_data["server.log"]}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
