namespace Lake.Jinja.Values;

/// <summary>
/// What <c>%Z</c> prints for zones that have letters of their own. .NET does not tell them; zones that are not here print
/// their offset, as the newer zones of the tz database do.
/// </summary>
internal static class ZoneAbbreviations
{
    private static readonly (string Prefix, int Hours, string Standard, string Daylight)[] Known =
    [
        ("America/New_York|US/Eastern|America/Toronto|America/Detroit|EST5EDT|Canada/Eastern|America/Montreal|America/Jamaica|America/Panama", -5, "EST", "EDT"),
        ("America/Chicago|US/Central|America/Winnipeg|CST6CDT|Canada/Central|America/Mexico_City|America/Costa_Rica|America/Guatemala|America/Regina", -6, "CST", "CDT"),
        ("America/Denver|US/Mountain|America/Edmonton|MST7MDT|Canada/Mountain|America/Boise|America/Phoenix|US/Arizona", -7, "MST", "MDT"),
        ("America/Los_Angeles|US/Pacific|America/Vancouver|PST8PDT|Canada/Pacific|America/Tijuana", -8, "PST", "PDT"),
        ("America/Anchorage|US/Alaska", -9, "AKST", "AKDT"),
        ("Pacific/Honolulu|US/Hawaii", -10, "HST", "HDT"),
        ("America/Halifax|Canada/Atlantic|Atlantic/Bermuda|America/Puerto_Rico", -4, "AST", "ADT"),
        ("Europe/London|GB", 0, "GMT", "BST"),
        ("Europe/Dublin", 0, "GMT", "IST"),
        ("Europe/Lisbon|Atlantic/Madeira|Atlantic/Canary|Atlantic/Faroe|WET", 0, "WET", "WEST"),
        ("Atlantic/Reykjavik|Africa/Abidjan|Africa/Accra|Africa/Dakar", 0, "GMT", "GMT"),
        ("Europe/Athens|Europe/Helsinki|Europe/Kiev|Europe/Kyiv|Europe/Bucharest|Europe/Sofia|Europe/Riga|Europe/Tallinn|Europe/Vilnius|Asia/Beirut|Asia/Nicosia|Africa/Cairo|EET", 2, "EET", "EEST"),
        ("Europe/Moscow|Europe/Simferopol", 3, "MSK", "MSD"),
        ("Asia/Jerusalem|Asia/Tel_Aviv|Israel", 2, "IST", "IDT"),
        ("Europe/|CET|MET|Africa/Tunis|Africa/Algiers", 1, "CET", "CEST"),
        ("Africa/Johannesburg", 2, "SAST", "SAST"),
        ("Africa/Maputo|Africa/Harare|Africa/Lusaka|Africa/Khartoum|Africa/Windhoek", 2, "CAT", "CAT"),
        ("Africa/Nairobi|Africa/Addis_Ababa|Africa/Kampala", 3, "EAT", "EAT"),
        ("Africa/Lagos|Africa/Kinshasa|Africa/Luanda", 1, "WAT", "WAT"),
        ("Asia/Kolkata|Asia/Calcutta", 5, "IST", "IST"),
        ("Asia/Karachi", 5, "PKT", "PKST"),
        ("Asia/Shanghai|Asia/Taipei|Asia/Macau|PRC|Asia/Chongqing", 8, "CST", "CDT"),
        ("Asia/Hong_Kong|Hongkong", 8, "HKT", "HKST"),
        ("Asia/Manila", 8, "PST", "PDT"),
        ("Asia/Jakarta", 7, "WIB", "WIB"),
        ("Asia/Tokyo|Japan", 9, "JST", "JDT"),
        ("Asia/Seoul|ROK", 9, "KST", "KDT"),
        ("Australia/Perth|Australia/West", 8, "AWST", "AWDT"),
        ("Australia/Adelaide|Australia/Darwin|Australia/South|Australia/North", 9, "ACST", "ACDT"),
        ("Australia/Sydney|Australia/Melbourne|Australia/Brisbane|Australia/Hobart|Australia/Canberra|Australia/ACT|Australia/NSW|Australia/Victoria|Australia/Queensland", 10, "AEST", "AEDT"),
        ("Pacific/Auckland|NZ", 12, "NZST", "NZDT"),
    ];

    public static string Of(string zone, TimeSpan offset, bool isDaylight)
    {
        foreach (var (prefixes, hours, standard, daylight) in Known)
        {
            if (prefixes.Split('|').Any(prefix => prefix.EndsWith('/') ? zone.StartsWith(prefix, StringComparison.Ordinal) : zone == prefix)
                && Math.Floor(offset.TotalHours) == hours + (isDaylight && standard != daylight ? 1 : 0))
            {
                return isDaylight ? daylight : standard;
            }
        }

        return offset.Minutes == 0 ? PyDateTime.OffsetText(offset, "")[..3] : PyDateTime.OffsetText(offset, "");
    }
}
