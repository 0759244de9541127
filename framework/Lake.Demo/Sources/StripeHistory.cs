using System.Text.Json.Nodes;
using Bogus;
using Lake.Demo.World;
using Person = Lake.Demo.World.Person;

namespace Lake.Demo.Sources;

/// <summary>A webhook event and when it reached the receiver.</summary>
internal sealed record StripeEvent(string Id, string Type, DateTime CreatedAt, DateTime ReceivedAt, JsonObject Object);

/// <summary>All events of the two days. Some come late, some twice, some out of order, and a few make no sense.</summary>
internal static class StripeHistory
{
    public static IReadOnlyList<StripeEvent> Make(Marketplace world)
    {
        var random = Marketplace.Faker("stripe").Random;
        var happened = world.People.Where(p => p.StripeId is not null).SelectMany(CustomerEvents)
            .Concat(world.Orders.SelectMany(order => order.Charges.SelectMany(charge => ChargeEvents(order, charge))))
            .Where(e => e.At < Timeline.End)
            .OrderBy(e => e.At)
            .ToList();
        var events = new List<StripeEvent>(happened.Count);
        for (var i = 0; i < happened.Count; i++)
        {
            var (at, type, data) = happened[i];
            Spoil(data, i);
            var stripeEvent = new StripeEvent("evt_" + random.AlphaNumeric(24), type, at, Received(random, at), data);
            events.Add(stripeEvent);
            if (random.Bool(0.03f))
            {
                events.Add(stripeEvent with { ReceivedAt = InTime(at, stripeEvent.ReceivedAt.AddMinutes(random.Int(5, 1500))) });
            }
        }

        return events;
    }

    private static IEnumerable<(DateTime At, string Type, JsonObject Data)> CustomerEvents(Person person)
    {
        yield return (person.CreatedAt.AddMinutes(2), "customer.created", StripeObjects.Customer(person));
        if (person.OnDayTwo is { } changed)
        {
            yield return (Timeline.DayTwo.AddMinutes(person.Number), "customer.updated", StripeObjects.Customer(changed));
        }
    }

    private static IEnumerable<(DateTime At, string Type, JsonObject Data)> ChargeEvents(Order order, Charge charge)
    {
        yield return (charge.CreatedAt, "charge.pending", StripeObjects.Charge(order, charge, "pending", 0));
        var settledAt = charge.CreatedAt.AddSeconds(order.Number % 11 == 0 ? 40000 : 20);
        var status = charge.Succeeded ? "succeeded" : "failed";
        yield return (settledAt, $"charge.{status}", StripeObjects.Charge(order, charge, status, 0));
        if (charge.RefundedAt is { } refundedAt)
        {
            var at = refundedAt > settledAt ? refundedAt : settledAt.AddHours(1);
            yield return (at, "charge.refunded", StripeObjects.Charge(order, charge, status, charge.RefundedMinor));
        }

        if (charge.DisputedAt is { } disputedAt)
        {
            var at = disputedAt > settledAt ? disputedAt : settledAt.AddHours(1);
            yield return (at, "charge.dispute.created", StripeObjects.Dispute(order, charge));
        }
    }

    private static DateTime Received(Randomizer random, DateTime at) => InTime(at, random.Int(0, 99) switch
    {
        < 2 => at.AddHours(random.Int(20, 70)),
        < 6 => at.AddMinutes(random.Int(10, 200)),
        _ => at.AddSeconds(random.Int(1, 9)),
    });

    /// <summary>What would arrive after the second day arrives at once.</summary>
    private static DateTime InTime(DateTime at, DateTime receivedAt) => receivedAt < Timeline.End ? receivedAt : at;

    /// <summary>Valid JSON that no payment can be: what the quarantine model is for.</summary>
    private static void Spoil(JsonObject data, int number)
    {
        if ((string?)data["object"] != "charge")
        {
            return;
        }

        switch (number % 211)
        {
            case 17:
                data["amount"] = null;
                break;
            case 58:
                data["currency"] = "xxx";
                break;
            case 103:
                data["amount"] = -1 * (long?)data["amount"];
                break;
            case 166:
                data.Remove("currency");
                break;
        }
    }
}
