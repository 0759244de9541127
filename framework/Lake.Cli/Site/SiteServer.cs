using System.Net;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;

namespace Lake.Cli.Site;

/// <summary>Serves the files of one folder over HTTP.</summary>
internal static class SiteServer
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".css"] = "text/css",
        [".js"] = "text/javascript",
    };

    /// <summary>Returns when the terminal asks to stop.</summary>
    public static void Run(string folder, string host, int port, TerminalContext terminal)
    {
        using var listener = new HttpListener();
        var address = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://{host}:{port}/");
        listener.Prefixes.Add(address);
        try
        {
            listener.Start();
        }
        catch (HttpListenerException error)
        {
            throw CliRules.Misused.Error(null, $"cannot serve on {address}: {error.Message}", "choose another --port");
        }

        terminal.Output.WriteLine($"Serving the documentation on {address} (Ctrl-C ends)");
        terminal.Output.Flush();
        using var stop = terminal.CancellationToken.Register(listener.Stop);
        while (listener.IsListening)
        {
            try
            {
                Answer(listener.GetContext(), folder);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException && terminal.CancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static void Answer(HttpListenerContext context, string folder)
    {
        using var response = context.Response;
        var asked = Uri.UnescapeDataString(context.Request.Url?.AbsolutePath ?? "/").TrimStart('/');
        var file = Path.GetFullPath(Path.Combine(folder, asked.Length == 0 ? "index.html" : asked));
        if (!file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.ContentType = Types.GetValueOrDefault(Path.GetExtension(file), "application/octet-stream");
        using var content = File.OpenRead(file);
        response.ContentLength64 = content.Length;
        content.CopyTo(response.OutputStream);
    }
}
