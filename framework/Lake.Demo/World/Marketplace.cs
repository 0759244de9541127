using Bogus;

namespace Lake.Demo.World;

/// <summary>Everything that happened, from which each source tells its part.</summary>
public sealed record Marketplace(
    IReadOnlyList<Person> People, IReadOnlyList<Merchant> Merchants, IReadOnlyList<Product> Products, IReadOnlyList<Order> Orders)
{
    private const int Seed = 20250614;

    /// <summary>The same for the same scale, always and everywhere. At scale 1: 240 people, 24 merchants, 60 products, 700 orders.</summary>
    public static Marketplace Make(double scale)
    {
        var people = Crowd.Make(Faker("people"), Count(240, scale));
        var merchants = Catalog.Merchants(Faker("merchants"), Count(24, Math.Min(scale, 30)));
        var products = Catalog.Products(Faker("products"), Count(60, scale), merchants);
        return new Marketplace(people, merchants, products, Trade.Make(Faker("orders"), Count(700, scale), people, products));
    }

    /// <summary>A source of chance of its own for each purpose, so that one part of the data can change without the others.</summary>
    public static Faker Faker(string purpose)
    {
        var seed = Seed;
        foreach (var c in purpose)
        {
            seed = unchecked((seed * 31) + c);
        }

        return new Faker("en") { Random = new Randomizer(seed) };
    }

    private static int Count(int atScaleOne, double scale) => Math.Max(10, (int)Math.Round(atScaleOne * scale));
}
