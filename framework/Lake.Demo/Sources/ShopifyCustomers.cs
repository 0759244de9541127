using System.Text.Json.Nodes;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>Shop accounts: all of them on day one; on day two the new and the changed, and a few again.</summary>
internal static class ShopifyCustomers
{
    private static readonly (string, string)[] Columns =
    [
        ("id", "BIGINT"), ("email", "VARCHAR"), ("first_name", "VARCHAR"), ("last_name", "VARCHAR"), ("phone", "VARCHAR"),
        ("state", "VARCHAR"), ("verified_email", "BOOLEAN"), ("currency", "VARCHAR"), ("default_address", "VARCHAR"),
        ("created_at", "TIMESTAMPTZ"), ("updated_at", "TIMESTAMPTZ"),
    ];

    public static ParquetFile Make(Marketplace world, int day)
    {
        var accounts = world.People.Where(p => p.ShopifyId is not null);
        var records = day == 1
            ? accounts.Where(p => Timeline.DayOf(p.CreatedAt) == 1).SelectMany(DayOne)
            : accounts.SelectMany(DayTwo);
        return Airbyte.File("customers", day, Columns, records);
    }

    private static IEnumerable<IReadOnlyList<string?>> DayOne(Person person)
    {
        var record = Record(person, person.CreatedAt);
        return person.Number % 40 == 7 ? [record, record] : [record];
    }

    private static IEnumerable<IReadOnlyList<string?>> DayTwo(Person person)
    {
        if (Timeline.DayOf(person.CreatedAt) == 2)
        {
            yield return Record(person, person.CreatedAt);
        }
        else if (person.OnDayTwo is { } changed)
        {
            yield return Record(changed, Timeline.DayTwo.AddMinutes(person.Number));
        }
        else if (person.Number % 40 == 9)
        {
            yield return Record(person, person.CreatedAt);
        }
    }

    private static string?[] Record(Person person, DateTime updatedAt) =>
    [
        Spell.Of(person.ShopifyId.GetValueOrDefault()),
        person.Number % 25 == 4 ? null : person.Number % 6 == 0 ? person.Email.ToUpperInvariant() : person.Email,
        person.FirstName,
        person.LastName,
        person.Phone,
        person.Number % 30 == 11 ? "disabled" : "enabled",
        Spell.Of(person.Number % 7 != 0),
        person.Currency.Code,
        person.Number % 15 == 8 ? null : Spell.Of(AddressOf(person.Address)),
        Spell.Of(person.CreatedAt),
        Spell.Of(updatedAt),
    ];

    private static JsonObject AddressOf(Address address) => new()
    {
        ["address1"] = address.Street,
        ["city"] = address.City,
        ["province_code"] = address.Region,
        ["zip"] = address.PostalCode,
        ["country_code"] = address.Country,
        ["default"] = true,
    };
}
