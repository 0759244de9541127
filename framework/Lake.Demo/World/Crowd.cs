using System.Globalization;
using Bogus;

namespace Lake.Demo.World;

/// <param name="Street">House number and street.</param>
/// <param name="City">City.</param>
/// <param name="Region">State or region; null where there is none.</param>
/// <param name="PostalCode">As written in the country.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
public sealed record Address(string Street, string City, string? Region, string PostalCode, string Country);

/// <summary>A human being, who may be known to the shop, to the CRM and to the payment provider, not always under one address.</summary>
public sealed record Person(
    int Number, string FirstName, string LastName, string Email, string? Phone, Address Address, DateTime CreatedAt)
{
    public long? ShopifyId { get; init; }

    public long? HubSpotId { get; init; }

    public string? StripeId { get; init; }

    /// <summary>Moved, or took another name, on day two; null for most.</summary>
    public Person? OnDayTwo { get; init; }

    public Currency Currency => Currency.ByCountry[Address.Country];
}

public static class Crowd
{
    private static readonly string[] Countries = ["US", "US", "US", "US", "GB", "GB", "DE", "DE", "FR", "JP", "KW"];

    public static IReadOnlyList<Person> Make(Faker faker, int count)
    {
        var people = new List<Person>(count);
        for (var number = 1; number <= count; number++)
        {
            people.Add(MakePerson(faker, number));
        }

        return people;
    }

    private static Person MakePerson(Faker faker, int number)
    {
        var random = faker.Random;
        var (first, last) = (faker.Name.FirstName(), faker.Name.LastName());
        var country = random.ArrayElement(Countries);
        var domain = random.ArrayElement(["gmail.com", "example.com", "example.org", "mail.example.net"]);
        var born = number % 20 == 0 ? Timeline.DayTwo : Timeline.Start.AddDays(random.Int(0, 10));
        var handle = string.Concat($"{first}.{last}".Where(c => char.IsAsciiLetter(c) || c == '.')).ToLowerInvariant();
        var person = new Person(
            number,
            first,
            last,
            string.Create(CultureInfo.InvariantCulture, $"{handle}{number}@{domain}"),
            random.Bool(0.85f) ? faker.Phone.PhoneNumber("+1-###-###-####") : null,
            MakeAddress(faker, country),
            born.AddSeconds(random.Int(0, 80000)));
        var (inShop, inCrm, pays) = (random.Bool(0.9f), random.Bool(0.6f), random.Bool(0.95f));
        var known = person with
        {
            ShopifyId = inShop ? 7_000_000_000_000L + (number * 37L) : null,
            HubSpotId = inCrm || !inShop ? 50_000 + number : null,
            StripeId = pays && inShop ? "cus_" + random.AlphaNumeric(14) : null,
        };
        return born == Timeline.DayTwo ? known : known with { OnDayTwo = ChangeOnDayTwo(faker, known) };
    }

    private static Person? ChangeOnDayTwo(Faker faker, Person person) => faker.Random.Int(0, 99) switch
    {
        < 8 => person with { Address = MakeAddress(faker, person.Address.Country) },
        < 11 => person with { LastName = faker.Name.LastName() },
        < 13 => person with { Phone = null },
        _ => null,
    };

    private static Address MakeAddress(Faker faker, string country) => new(
        faker.Address.StreetAddress(),
        faker.Address.City(),
        country == "US" ? faker.Address.StateAbbr() : null,
        country == "US" ? faker.Random.Replace("0####") : faker.Random.Replace("??# #??"),
        country);
}
