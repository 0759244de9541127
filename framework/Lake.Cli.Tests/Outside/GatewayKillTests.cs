using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Every event that <c>lake gateway</c> answered for is in the table once, however often it is killed meanwhile.</summary>
[Collection(OutsideCollection.Name)]
public sealed partial class GatewayKillTests
{
    private const int Kills = 3;
    private const int Senders = 8;

    [Fact]
    public async Task Killed_again_and_again_it_loses_nothing()
    {
        using var project = new TemporaryFolder().With(
            """
            --- lake_project.yml
            name: received
            --- project/streams/app/events.yml
            webhook: {secret: SECRET, endpoint: /app, batch_size: 20 KB, batch_time: 1 second, rate: 100000}
            """);
        var environment = new Dictionary<string, string> { ["SECRET"] = "s" };
        var answered = new ConcurrentBag<int>();
        var next = 0;
        using var client = new HttpClient();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var gateway = LakeProcess.Start(project.Path, environment, ["gateway", "--port", "0"]);
            var address = Address(gateway);
            var senders = Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    var id = Interlocked.Increment(ref next);
                    if (!await Send(client, address, id))
                    {
                        return;
                    }

                    answered.Add(id);
                }
            })).ToList();
            await Task.Delay(2500);
            gateway.Kill();
            await Task.WhenAll(senders);
        }

        using (var last = LakeProcess.Start(project.Path, environment, ["gateway", "--port", "0"]))
        {
            Address(last);
            last.Interrupt();
            last.Wait();
        }

        var rows = LakeProcess.Query(project.Path, "select event_id from app.events").Select(r => int.Parse(r.GetProperty("event_id").GetString() ?? "", CultureInfo.InvariantCulture)).ToList();
        rows.Count.ShouldBeGreaterThan(100);
        rows.ShouldBeUnique();
        answered.Except(rows).ShouldBeEmpty();
    }

    private static string Address(LakeProcess gateway)
    {
        for (var i = 0; i < 600; i++)
        {
            if (At().Match(gateway.Text) is { Success: true } match)
            {
                return match.Groups[1].Value;
            }

            Thread.Sleep(100);
        }

        throw new TimeoutException(gateway.Text);
    }

    /// <summary>False when there is nobody who answers.</summary>
    private static async Task<bool> Send(HttpClient client, string address, int id)
    {
        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {id}}}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/app") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData("s"u8, body)));
        try
        {
            using var response = await client.SendAsync(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"webhooks are received at (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex At();
}
