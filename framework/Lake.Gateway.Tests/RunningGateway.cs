using System.Net;
using System.Security.Cryptography;
using System.Text;
using Lake.Engines.DuckDb;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Loader.Streams;
using Lake.Testing;
using Lake.Text;

namespace Lake.Gateway.Tests;

/// <summary>A gateway over a lakehouse in a folder of its own.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    public const string Secret = "whsec_test";

    private readonly TemporaryFolder _folder;
    private readonly HttpClient _client = new();
    private readonly List<Diagnostic> _said = [];
    private CancellationTokenSource _end = new();
    private DuckDbEngine? _engine;
    private Task _running = Task.CompletedTask;
    private string _address = "";

    private RunningGateway(TemporaryFolder folder) => _folder = folder;

    public string Root => _folder.Path;

    public IReadOnlyList<Diagnostic> Said => _said;

    /// <param name="files">Streams, each after a line <c>--- project/streams/…</c>.</param>
    public static async Task<RunningGateway> Start(string files)
    {
        var gateway = new RunningGateway(new TemporaryFolder().With(files));
        await gateway.Start();
        return gateway;
    }

    public async Task Start()
    {
        _end = new CancellationTokenSource();
        _engine = NewEngine();
        var started = new TaskCompletionSource<string>();
        _running = WebhookGateway.Run(Options(Environment), _engine, started.SetResult, _said.Add, _end.Token);
        await await Task.WhenAny(started.Task, _running);
        _address = await started.Task;
    }

    /// <summary>Ends it as a signal does: what was received is committed.</summary>
    public async Task Stop()
    {
        await _end.CancelAsync();
        await _running;
        _engine?.Dispose();
        _engine = null;
        _end.Dispose();
    }

    public static Dictionary<string, string> Environment => new() { ["SECRET"] = Secret };

    public GatewayOptions Options(Dictionary<string, string> environment)
    {
        var (streams, problems) = StreamDefinitionReader.Read(null, StreamFile.Find(Root, ["project/streams"]));
        return problems.IsEmpty ? new GatewayOptions(Root, streams, IPAddress.Loopback, 0) { Environment = environment } : throw new DiagnosticException(problems);
    }

    public DuckDbEngine NewEngine() =>
        new(new FileSystemCatalog(LocalPath.ToLocation(_folder["warehouse"])), new DuckDbEngineOptions { Threads = 2 });

    public async Task<(HttpStatusCode Status, string Text)> Get(string path)
    {
        using var response = await _client.GetAsync(new Uri(_address + path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> Post(string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address + path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    public Uri Address(string path) => new(_address + path);

    public Task<HttpStatusCode> PostSigned(string path, string body) => Post(path, body, ("X-Signature", Hex(body)));

    public string Query(string sql)
    {
        using var engine = NewEngine();
        using var session = engine.OpenSession();
        using var result = session.Execute(sql);
        return string.Join('\n', result.Rows.Select(row => string.Join('|', row)));
    }

    public static string Hex(string text) => Convert.ToHexStringLower(Hmac(text));

    public static string Base64(string text) => Convert.ToBase64String(Hmac(text));

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await Stop();
        }

        _client.Dispose();
        _folder.Dispose();
    }

    private static byte[] Hmac(string text) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text));
}
