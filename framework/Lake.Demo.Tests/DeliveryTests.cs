using System.Text.Json.Nodes;
using Lake.Demo.Sources;
using Lake.Demo.World;
using Lake.Demo.Writing;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Demo.Tests;

public sealed class DeliveryTests
{
    private static readonly Marketplace World = Marketplace.Make(1);

    private static readonly string Repository = Baseline.Folder(["..", ".."]);

    /// <summary>The repository holds what the generator writes, byte for byte.</summary>
    [Theory]
    [InlineData(1, "project")]
    [InlineData(2, "project/day_two")]
    public void The_committed_data_is_what_the_generator_writes(int day, string folder)
    {
        using var written = new TemporaryFolder();
        new DeliveryWriter(written.Path).Write(Delivery.Make(World, day)).ShouldBeLessThan(4_000_000);

        foreach (var file in Delivery.Make(World, day))
        {
            File.ReadAllBytes(written[file.Path]).ShouldBe(
                File.ReadAllBytes(Path.Combine(Repository, folder, file.Path)),
                $"{folder}/{file.Path} differs: dotnet run --project framework/Lake.Demo");
        }
    }

    [Fact]
    public void Nothing_but_generated_files_is_committed()
    {
        foreach (var (day, folder) in new[] { (1, "project"), (2, "project/day_two") })
        {
            var root = Path.Combine(Repository, folder);
            Directory.EnumerateFiles(Path.Combine(root, "data"), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
                .ShouldBe(Delivery.Make(World, day).Select(f => f.Path).Where(p => p.StartsWith("data/", StringComparison.Ordinal)), ignoreOrder: true);
        }
    }

    [Fact]
    public void A_larger_scale_gives_more_of_everything()
    {
        var large = Marketplace.Make(3);

        large.Orders.Count.ShouldBe(3 * World.Orders.Count);
        large.People.Count.ShouldBe(3 * World.People.Count);
        Delivery.Make(large, 1).OfType<TextFile>().Sum(f => f.Text.Length)
            .ShouldBeGreaterThan(2 * Delivery.Make(World, 1).OfType<TextFile>().Sum(f => f.Text.Length));
    }

    [Theory]
    [InlineData("an event delivered twice")]
    [InlineData("an event of an earlier day")]
    [InlineData("a refund")]
    [InlineData("a dispute")]
    [InlineData("a yen payment")]
    [InlineData("a dinar payment")]
    [InlineData("a payment without amount")]
    [InlineData("a payment in an unknown currency")]
    public void Events_have_what_real_ones_have(string what)
    {
        var events = StripeHistory.Make(World);
        events.Any(e => what switch
        {
            "an event delivered twice" => events.Count(other => other.Id == e.Id) > 1,
            "an event of an earlier day" => e.CreatedAt.Date < e.ReceivedAt.Date && Timeline.DayOf(e.ReceivedAt) == 2 && Timeline.DayOf(e.CreatedAt) == 1,
            "a refund" => e.Type == "charge.refunded",
            "a dispute" => e.Type == "charge.dispute.created",
            "a yen payment" => Currency(e) == "jpy",
            "a dinar payment" => Currency(e) == "kwd",
            "a payment without amount" => e.Object.ContainsKey("amount") && e.Object["amount"] is null,
            _ => Currency(e) == "xxx",
        }).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, "<html>")]
    [InlineData(1, "[1, 2, 3]")]
    [InlineData(2, "{\"id\":")]
    public void Some_lines_are_no_events(int day, string start)
    {
        var lines = StripeWebhooks.Make(World, day).SelectMany(f => f.Text.Split('\n'));
        lines.ShouldContain(line => line.StartsWith(start, StringComparison.Ordinal) && !line.EndsWith("}}}", StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_buys_before_having_an_account()
    {
        World.Orders.Where(o => o.Customer is not null).ShouldAllBe(o => o.Customer == null || o.Customer.CreatedAt <= o.CreatedAt);
    }

    private static string? Currency(StripeEvent stripeEvent) => (string?)(stripeEvent.Object["currency"] as JsonValue);
}
