using System.Globalization;
using Lake.Demo.World;
using Lake.Demo.Writing;

namespace Lake.Demo.Sources;

/// <summary>The CRM's export: everyone on day one, changes on day two; typed in by people, and it shows.</summary>
internal static class HubSpotContacts
{
    private static readonly string[] Header =
    [
        "hs_object_id", "email", "firstname", "lastname", "phone", "address", "city", "zip", "country", "lifecyclestage",
        "marketing_consent", "createdate", "lastmodifieddate",
    ];

    private static readonly string[] Stages = ["subscriber", "lead", "opportunity", "customer", "evangelist"];

    public static TextFile Make(Marketplace world, int day)
    {
        var rows = world.People
            .Where(p => p.HubSpotId is not null && (day == 1 ? Timeline.DayOf(p.CreatedAt) == 1 : IsInDayTwo(p)))
            .Select(p => day == 1 ? Row(p, p.CreatedAt.AddHours(1)) : Row(p.OnDayTwo ?? p, Timeline.DayTwo.AddMinutes(p.Number)));
        var text = Csv.Write([Header, .. rows]) + (day == 1 ? Broken : "");
        return new TextFile(string.Create(CultureInfo.InvariantCulture, $"data/hubspot/contacts/contacts_{Timeline.Delivery(day):yyyy-MM-dd}.csv"), text);
    }

    /// <summary>A row cut short, one with an address that nobody quoted, and one whose date is no date.</summary>
    private const string Broken =
        "59901,cut.short@example.com,Cut\n"
        + "59902,loose.comma@example.com,Loose,Comma,,12 Main Street, Suite 4,Springfield,01234,US,lead,true,2025-06-03T08:00:00Z,2025-06-03T08:00:00Z\n"
        + "59903,no.date@example.com,No,Date,,1 Any Street,Springfield,01234,US,lead,true,yesterday,2025-06-03T08:00:00Z\n";

    private static bool IsInDayTwo(Person person) => Timeline.DayOf(person.CreatedAt) == 2 || person.OnDayTwo is not null;

    private static string?[] Row(Person person, DateTime modifiedAt) =>
    [
        Spell.Of(person.HubSpotId.GetValueOrDefault()),
        person.Number % 18 == 5 ? null : person.Number % 9 == 1 ? $" {person.Email} " : person.Email,
        person.Number % 12 == 10 ? person.FirstName[..1] + "." : person.FirstName,
        person.Number % 14 == 6 ? person.LastName.ToUpperInvariant() : person.LastName,
        person.Number % 5 == 0 ? "NULL" : person.Phone?.Replace("-", " ", StringComparison.Ordinal),
        person.Address.Region is { } region ? $"{person.Address.Street}, {region}" : person.Address.Street,
        person.Address.City,
        person.Address.PostalCode,
        person.Address.Country,
        Stages[person.Number % Stages.Length],
        Spell.Of(person.Number % 3 != 0),
        Date(person.CreatedAt),
        Date(modifiedAt),
    ];

    private static string Date(DateTime instant) => instant.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
