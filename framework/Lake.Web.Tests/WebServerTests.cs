using System.Net;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Lake.Web.Tests;

public sealed class WebServerTests : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task An_open_request_is_answered_before_the_end()
    {
        var (asked, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (server, address) = await Start(async context =>
        {
            asked.SetResult();
            await told.Task;
            await context.Response.WriteAsync("done");
        });
        var answer = _http.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken);
        await asked.Task;
        await _end.CancelAsync();
        server.IsCompleted.ShouldBeFalse();
        told.SetResult();
        (await answer).ShouldBe("done");
        await server;
        await Should.ThrowAsync<HttpRequestException>(() => _http.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_port_is_taken_once()
    {
        var (server, address) = await Start(context => Task.CompletedTask);
        await Should.ThrowAsync<IOException>(() => WebServer.Run(new WebServerOptions(IPAddress.Loopback, new Uri(address).Port), context => Task.CompletedTask, _ => { }, _end.Token));
        await _end.CancelAsync();
        await server;
    }

    public void Dispose()
    {
        _end.Dispose();
        _http.Dispose();
    }

    private async Task<(Task Server, string Address)> Start(RequestDelegate answer)
    {
        var started = new TaskCompletionSource<string>();
        var server = WebServer.Run(new WebServerOptions(IPAddress.Loopback, 0), answer, started.SetResult, _end.Token);
        return (server, await started.Task);
    }
}
