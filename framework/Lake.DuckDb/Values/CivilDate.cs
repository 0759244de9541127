using System.Globalization;

namespace Lake.DuckDb.Values;

/// <summary>Proleptic Gregorian dates over DuckDB's whole range, beyond that of <see cref="DateOnly"/>.</summary>
internal static class CivilDate
{
    private const long DaysPerEra = 146_097;

    /// <summary><c>2024-02-29</c>, or <c>0044-03-15 (BC)</c>, as DuckDB prints dates.</summary>
    public static string Text(long daysSinceEpoch)
    {
        // Count from 0000-03-01, so that the leap day is the last of a year, in eras of 400 years.
        var days = daysSinceEpoch + 719_468;
        var era = Math.DivRem(days, DaysPerEra, out var dayOfEra);
        if (dayOfEra < 0)
        {
            era--;
            dayOfEra += DaysPerEra;
        }

        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return year > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{1 - year:0000}-{month:00}-{day:00} (BC)");
    }
}
