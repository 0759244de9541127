using System.Globalization;

namespace Lake.Demo.World;

/// <param name="Code">ISO 4217.</param>
/// <param name="MinorUnits">Digits after the point: 0 for yen, 3 for Kuwaiti dinar.</param>
/// <param name="PerDollar">Price level, to make amounts look right.</param>
public sealed record Currency(string Code, int MinorUnits, decimal PerDollar)
{
    public static readonly Currency Usd = new("USD", 2, 1m);

    public static readonly IReadOnlyDictionary<string, Currency> ByCountry = new Dictionary<string, Currency>
    {
        ["US"] = Usd,
        ["GB"] = new("GBP", 2, 0.8m),
        ["DE"] = new("EUR", 2, 0.9m),
        ["FR"] = new("EUR", 2, 0.9m),
        ["JP"] = new("JPY", 0, 150m),
        ["KW"] = new("KWD", 3, 0.3m),
    };

    /// <summary>An amount of dollars in this currency's minor units.</summary>
    public long ToMinor(decimal dollars) => (long)Math.Round(dollars * PerDollar * Scale, MidpointRounding.AwayFromZero);

    /// <summary>Minor units as the shop prints them: <c>12.50</c>, <c>1250</c> yen, <c>1.250</c> dinar.</summary>
    public string Print(long minor) => (minor / Scale).ToString($"F{MinorUnits}", CultureInfo.InvariantCulture);

    private decimal Scale => MinorUnits switch { 0 => 1m, 2 => 100m, _ => 1000m };
}
