using Bogus;

namespace Lake.Demo.World;

/// <param name="Product">What was bought.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitMinor">Price of one, in the order's minor units.</param>
public sealed record OrderLine(Product Product, int Quantity, long UnitMinor);

public sealed record Order(long Id, int Number, Person? Customer, Currency Currency, IReadOnlyList<OrderLine> Lines, DateTime CreatedAt)
{
    public long TotalMinor => Lines.Sum(line => line.Quantity * line.UnitMinor);

    /// <summary>Attempts to pay, the last of which decides; none for an order that nobody paid.</summary>
    public required IReadOnlyList<Charge> Charges { get; init; }

    public DateTime? CancelledAt { get; init; }

    public DateTime? FulfilledAt { get; init; }
}

/// <summary>One attempt to take an order's money.</summary>
public sealed record Charge(string Id, DateTime CreatedAt, bool Succeeded, string? FailureCode, int RiskScore, string CardCountry, string CardBrand)
{
    public DateTime? RefundedAt { get; init; }

    public long RefundedMinor { get; init; }

    public DateTime? DisputedAt { get; init; }
}

/// <summary>Orders with their payments, refunds and disputes.</summary>
public static class Trade
{
    private static readonly string[] Failures = ["card_declined", "insufficient_funds", "expired_card", "processing_error"];

    public static IReadOnlyList<Order> Make(Faker faker, int count, IReadOnlyList<Person> people, IReadOnlyList<Product> products)
    {
        var shoppers = people.Where(p => p.StripeId is not null).OrderBy(p => p.CreatedAt).ThenBy(p => p.Number).ToArray();
        var orders = new List<Order>(count);
        for (var number = 1; number <= count; number++)
        {
            orders.Add(MakeOrder(faker, number, count, shoppers, products));
        }

        return orders;
    }

    private static Order MakeOrder(Faker faker, int number, int count, Person[] shoppers, IReadOnlyList<Product> products)
    {
        var random = faker.Random;
        var span = (Timeline.End.AddHours(-3) - Timeline.Start.AddDays(2)).TotalSeconds;
        var createdAt = Timeline.Start.AddDays(2).AddSeconds(Math.Floor(span * number / (count + 1)));
        var known = shoppers.AsSpan().BinarySearch(new JoinedBy(createdAt));
        var customer = shoppers[random.Int(0, ~known - 1)];
        var currency = customer.Currency;
        var lines = Enumerable.Range(0, random.Int(1, 4)).Select(_ =>
        {
            var product = products[random.Int(0, products.Count - 1)];
            return new OrderLine(product, random.Int(1, 3), currency.ToMinor(product.Dollars));
        }).ToArray();
        var order = new Order(6_000_000_000_000L + (number * 41L), 1000 + number, random.Bool(0.97f) ? customer : null, currency, lines, createdAt)
        {
            Charges = MakeCharges(random, createdAt, customer),
            CancelledAt = random.Bool(0.04f) ? createdAt.AddMinutes(random.Int(30, 900)) : null,
            FulfilledAt = random.Bool(0.7f) ? createdAt.AddHours(random.Int(2, 40)) : null,
        };
        return order with { Charges = [.. order.Charges.Select(charge => Outcome(random, order, charge))] };
    }

    /// <summary>Finds the place after everybody who had an account by then; never equal to anybody.</summary>
    private readonly struct JoinedBy(DateTime instant) : IComparable<Person>
    {
        public int CompareTo(Person? other) => other?.CreatedAt <= instant ? 1 : -1;
    }

    private static Charge[] MakeCharges(Randomizer random, DateTime orderedAt, Person customer)
    {
        if (random.Bool(0.03f))
        {
            return [];
        }

        var charges = new List<Charge>();
        var at = orderedAt.AddSeconds(random.Int(5, 600));
        while (true)
        {
            var succeeded = charges.Count == 2 || random.Bool(0.86f);
            charges.Add(new Charge(
                "ch_" + random.AlphaNumeric(24),
                at,
                succeeded,
                succeeded ? null : random.ArrayElement(Failures),
                random.Bool(0.06f) ? random.Int(66, 99) : random.Int(1, 64),
                random.Bool(0.9f) ? customer.Address.Country : "US",
                random.ArrayElement(["visa", "mastercard", "amex"])));
            if (succeeded || random.Bool(0.4f))
            {
                return [.. charges];
            }

            at = at.AddSeconds(random.Int(30, 900));
        }
    }

    private static Charge Outcome(Randomizer random, Order order, Charge charge)
    {
        var (dice, hours) = (random.Int(0, 99), random.Int(3, 90));
        if (!charge.Succeeded)
        {
            return charge;
        }

        return dice switch
        {
            < 6 => charge with { RefundedAt = charge.CreatedAt.AddHours(hours), RefundedMinor = order.TotalMinor },
            < 10 => charge with { RefundedAt = charge.CreatedAt.AddHours(hours), RefundedMinor = Math.Max(1, order.TotalMinor / 3) },
            < 12 => charge with { DisputedAt = charge.CreatedAt.AddHours(hours) },
            _ => charge,
        };
    }
}
