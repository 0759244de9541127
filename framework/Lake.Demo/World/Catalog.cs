using System.Globalization;
using Bogus;

namespace Lake.Demo.World;

/// <summary>A seller on the marketplace, as the operations team keeps it in a spreadsheet.</summary>
public sealed record Merchant(
    string Id, string Name, string Category, string Country, string KycStatus, string RiskLevel, int FeeBasisPoints, DateTime UpdatedAt);

public sealed record Product(long Id, string Sku, string Title, string Type, string MerchantId, decimal Dollars, string Status, DateTime UpdatedAt)
{
    /// <summary>A new price, or withdrawn, on day two; null for most.</summary>
    public Product? OnDayTwo { get; init; }
}

public static class Catalog
{
    private static readonly string[] Categories = ["apparel", "electronics", "home", "sports", "toys", "beauty"];

    public static IReadOnlyList<Merchant> Merchants(Faker faker, int count)
    {
        var merchants = new List<Merchant>(count);
        for (var number = 1; number <= count; number++)
        {
            merchants.Add(new Merchant(
                string.Create(CultureInfo.InvariantCulture, $"M{number:D3}"),
                faker.Company.CompanyName(),
                Categories[number % Categories.Length],
                faker.Random.ArrayElement(["US", "GB", "DE", "JP", "KW"]),
                faker.Random.ArrayElement(["verified", "verified", "verified", "pending"]),
                faker.Random.ArrayElement(["low", "low", "medium", "high"]),
                faker.Random.Int(15, 35) * 10,
                Timeline.Start.AddDays(-faker.Random.Int(1, 300))));
        }

        return merchants;
    }

    /// <summary>The spreadsheet a day later: some merchants changed, the last one is new.</summary>
    public static IReadOnlyList<Merchant> OnDayTwo(IReadOnlyList<Merchant> merchants)
    {
        var changed = Timeline.DayTwo.AddHours(9);
        return [.. merchants.Select((merchant, i) => (i % 8) switch
        {
            2 => merchant with { RiskLevel = merchant.RiskLevel == "high" ? "medium" : "high", UpdatedAt = changed },
            5 => merchant with { KycStatus = "suspended", FeeBasisPoints = merchant.FeeBasisPoints + 50, UpdatedAt = changed },
            _ => merchant,
        })];
    }

    public static IReadOnlyList<Product> Products(Faker faker, int count, IReadOnlyList<Merchant> merchants)
    {
        var products = new List<Product>(count);
        for (var number = 1; number <= count; number++)
        {
            var product = new Product(
                8_000_000_000_000L + (number * 53L),
                string.Create(CultureInfo.InvariantCulture, $"SKU-{number:D5}"),
                faker.Commerce.ProductName(),
                faker.Commerce.Categories(1)[0],
                merchants[number % (merchants.Count - 1)].Id,
                faker.Random.Int(300, 25000) / 100m,
                faker.Random.ArrayElement(["active", "active", "active", "draft"]),
                Timeline.Start.AddDays(-faker.Random.Int(1, 200)));
            products.Add(product with { OnDayTwo = ChangeOnDayTwo(faker, product) });
        }

        return products;
    }

    private static Product? ChangeOnDayTwo(Faker faker, Product product)
    {
        var changed = product with { UpdatedAt = Timeline.DayTwo.AddHours(7) };
        return faker.Random.Int(0, 99) switch
        {
            < 10 => changed with { Dollars = Math.Round(product.Dollars * 1.1m, 2) },
            < 14 => changed with { Status = "archived" },
            _ => null,
        };
    }
}
