using System.Globalization;
using System.Net;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Gateway.Tests;

public sealed class GatewayTests
{
    private const string Json =
        """
        --- project/streams/app/events.yml
        webhook: {preset: json, secret: SECRET, endpoint: /app, batch_time: 1 second, largest_body: 1 KB}
        """;

    private const string Events = "select event_id, event_type, payload from app.events order by 1";

    [Fact]
    public async Task Events_are_committed_once_each_with_their_payload_as_it_was_sent()
    {
        await using var gateway = await RunningGateway.Start(Json);
        (await gateway.PostSigned("/app", "{\"id\": \"a\", \"type\": \"made\",\r\n \"n\": 1.10}")).ShouldBe(HttpStatusCode.OK);
        (await gateway.PostSigned("/app", "{\"id\": \"a\", \"type\": \"made\"}")).ShouldBe(HttpStatusCode.OK);
        (await gateway.PostSigned("/app", "{\"id\": 7}")).ShouldBe(HttpStatusCode.OK);
        (await gateway.PostSigned("/app", "no json")).ShouldBe(HttpStatusCode.OK);
        (await gateway.PostSigned("/app", "{\"type\": \"nameless\"}")).ShouldBe(HttpStatusCode.OK);
        var metrics = (await gateway.Get("/metrics")).Text;
        metrics.ShouldContain("lake_gateway_requests_total{stream=\"app.events\",status=\"200\"} 5");
        metrics.ShouldContain("lake_gateway_dead_letters_total{stream=\"app.events\"} 2");
        await gateway.Stop();

        gateway.Query(Events).ShouldBe("7||{\"id\": 7}\na|made|{\"id\": \"a\", \"type\": \"made\",\r\n \"n\": 1.10}");
        gateway.Query("select column_name, rule, raw_text like '%no json%' from app.events__rejected order by 3").ShouldBe("event_id|key|False\nevent_id|key|True");
        Directory.EnumerateFiles(Path.Combine(gateway.Root, ".lake/gateway/app.events"), "*.jsonl").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_is_committed_when_its_time_is_up()
    {
        await using var gateway = await RunningGateway.Start(Json);
        await gateway.PostSigned("/app", "{\"id\": \"a\"}");
        for (var i = 0; i < 300 && !(await gateway.Get("/metrics")).Text.Contains("committed_rows_total{stream=\"app.events\"} 1", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100);
        }

        (await gateway.Get("/metrics")).Text.ShouldContain("lake_gateway_pending_bytes{stream=\"app.events\"} 0");
        gateway.Query(Events).ShouldBe("a||{\"id\": \"a\"}");
        (await gateway.Get("/healthz")).ShouldBe((HttpStatusCode.OK, "ok\n"));
    }

    [Fact]
    public async Task What_is_not_signed_or_too_large_or_elsewhere_is_refused()
    {
        await using var gateway = await RunningGateway.Start(Json);
        (await gateway.Post("/app", "{\"id\": 1}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.Post("/app", "{\"id\": 1}", ("X-Signature", "zz"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.Post("/app", "{\"id\": 1}", ("X-Signature", RunningGateway.Hex("{\"id\": 2}")))).ShouldBe(HttpStatusCode.Unauthorized);
        (await gateway.PostSigned("/app", new string(' ', 2000))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await gateway.PostSigned("/other", "{}")).ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Get("/app")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task More_requests_than_the_rate_are_asked_to_come_again()
    {
        await using var gateway = await RunningGateway.Start(Json.Replace("largest_body: 1 KB", "rate: 3", StringComparison.Ordinal));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await gateway.PostSigned("/app", "{\"id\": 1}"));
        }

        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBeInRange(1, 3);
        answers[0].ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A killed process leaves an open file, whose last line may be torn.</summary>
    [Fact]
    public async Task What_a_killed_gateway_left_is_committed_by_the_next()
    {
        await using var gateway = await RunningGateway.Start(Json);
        await gateway.Stop();
        var spool = Path.Combine(gateway.Root, ".lake/gateway/app.events");
        const string Line = "{\"event_id\":\"a\",\"event_type\":null,\"received_at\":\"2026-01-01 00:00:00Z\",\"payload\":\"{}\"}\n";
        await File.WriteAllTextAsync(Path.Combine(spool, "_open.jsonl"), Line + Line[..20]);
        await File.WriteAllTextAsync(Path.Combine(spool, "whole.jsonl"), Line.Replace("\"a\"", "\"b\"", StringComparison.Ordinal));

        await gateway.Start();
        await gateway.Stop();
        gateway.Query("select event_id from app.events order by 1").ShouldBe("a\nb");
        gateway.Query("select count(*) from app.events__rejected").ShouldBe("0");
    }

    [Theory]
    [InlineData("stripe")]
    [InlineData("shopify")]
    [InlineData("hubspot")]
    public async Task Each_sender_signs_in_his_own_way(string preset)
    {
        await using var gateway = await RunningGateway.Start(
            $$"""
            --- project/streams/app/events.yml
            webhook: {preset: {{preset}}, secret: SECRET, public_url: "https://lake.example/hook"}
            """);
        var now = DateTimeOffset.UtcNow;
        (await gateway.Post("/app/events", Body(preset), Headers(preset, now))).ShouldBe(HttpStatusCode.OK);
        (await gateway.Post("/app/events", Body(preset) + " ", Headers(preset, now))).ShouldBe(HttpStatusCode.Unauthorized);
        if (preset != "shopify")
        {
            (await gateway.Post("/app/events", Body(preset), Headers(preset, now.AddMinutes(-6)))).ShouldBe(HttpStatusCode.Unauthorized);
        }

        await gateway.Stop();
        gateway.Query("select event_id, event_type from app.events order by 1").ShouldBe(preset switch
        {
            "stripe" => "evt_1|charge.succeeded",
            "shopify" => "wh-1|orders/create",
            _ => "1-10-99|contact.creation\n2-10-99|contact.creation",
        });
    }

    [Fact]
    public async Task What_cannot_be_received_is_said_before_anything_is()
    {
        await using var gateway = await RunningGateway.Start(Json);
        await Fails(gateway.Options([]), "missing-webhook-secret");
        await Fails(gateway.Options(RunningGateway.Environment) with { Streams = [] }, "no-webhooks");
        var options = gateway.Options(RunningGateway.Environment);
        await Fails(options with { Streams = [.. options.Streams, options.Streams[0] with { Name = "other" }] }, "shared-webhook-endpoint");

        async Task Fails(GatewayOptions wrong, string id)
        {
            using var engine = gateway.NewEngine();
            (await Should.ThrowAsync<DiagnosticException>(WebhookGateway.Run(wrong, engine, _ => { }, _ => { }, CancellationToken.None))).Diagnostic.Id.ShouldBe(id);
        }
    }

    [Fact]
    public async Task Many_senders_at_once_lose_nothing()
    {
        await using var gateway = await RunningGateway.Start(Json.Replace("largest_body: 1 KB", "rate: 100000, batch_size: 5 KB", StringComparison.Ordinal));
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (i, _) =>
            (await gateway.PostSigned("/app", string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {i}}}"))).ShouldBe(HttpStatusCode.OK));
        await gateway.Stop();
        gateway.Query("select count(*), count(distinct event_id) from app.events").ShouldBe("500|500");
        gateway.Said.Where(d => d.Severity == Severity.Error).ShouldBeEmpty();
    }

    private static string Body(string preset) => preset switch
    {
        "stripe" => "{\"id\": \"evt_1\", \"type\": \"charge.succeeded\"}",
        "shopify" => "{\"id\": 1}",
        _ => "[{\"eventId\": 1, \"subscriptionId\": 10, \"occurredAt\": 99, \"subscriptionType\": \"contact.creation\"}, {\"eventId\": 2, \"subscriptionId\": 10, \"occurredAt\": 99, \"subscriptionType\": \"contact.creation\"}]",
    };

    private static (string Name, string Value)[] Headers(string preset, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var millis = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return preset switch
        {
            "stripe" => [("Stripe-Signature", $"t={seconds},v1={RunningGateway.Hex("old")},v1={RunningGateway.Hex($"{seconds}.{Body(preset)}")},v0=x")],
            "shopify" => [("X-Shopify-Hmac-Sha256", RunningGateway.Base64(Body(preset))), ("X-Shopify-Webhook-Id", "wh-1"), ("X-Shopify-Topic", "orders/create")],
            _ => [("X-HubSpot-Request-Timestamp", millis), ("X-HubSpot-Signature-v3", RunningGateway.Base64("POSThttps://lake.example/hook" + Body(preset) + millis))],
        };
    }
}
