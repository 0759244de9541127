using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>datetime.strptime</c>.</summary>
internal static class Strptime
{
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    public static PyDateTime Read(string text, string format)
    {
        var match = Regex.Match(text, "^" + Pattern(format), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        if (!match.Success)
        {
            throw JinjaError.Value($"time data {PyRepr.OfString(text)} does not match format {PyRepr.OfString(format)}");
        }

        if (match.Length < text.Length)
        {
            throw JinjaError.Value($"unconverted data remains: {text[match.Length..]}");
        }

        return Build(match);
    }

    private static PyDateTime Build(Match match)
    {
        string? Text(string name) => match.Groups[name] is { Success: true } group ? group.Value : null;
        int? Number(string name) => Text(name) is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : null;

        var year = Number("Y") ?? Century(Number("y"));
        var month = Number("m") ?? IndexOf(Months, Text("B"), full: true) ?? IndexOf(Months, Text("b"), full: false) ?? 1;
        var day = Number("d") ?? 1;
        if (Number("j") is { } dayOfYear)
        {
            var date = new DateOnly(year, 1, 1).AddDays(dayOfYear - 1);
            (month, day) = (date.Month, date.Day);
        }

        var hour = Number("H") ?? Hour(Number("I"), Text("p"));
        var micros = int.Parse((Text("f") ?? "").PadRight(6, '0'), CultureInfo.InvariantCulture);
        return PyDateTime.Create(year, month, day, hour, Number("M") ?? 0, Number("S") ?? 0, micros, Offset(Text("z")));
    }

    private static int Century(int? year) => year is null ? 1900 : year.Value + (year <= 68 ? 2000 : 1900);

    private static int Hour(int? hour, string? half) => hour is null
        ? 0
        : (hour.Value % 12) + (string.Equals(half, "PM", StringComparison.OrdinalIgnoreCase) ? 12 : 0);

    private static TimeSpan? Offset(string? zone)
    {
        if (zone is null or "Z" or "z")
        {
            return zone is null ? null : TimeSpan.Zero;
        }

        var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
        int Pair(int at) => digits.Length > at ? int.Parse(digits.AsSpan(at, 2), CultureInfo.InvariantCulture) : 0;
        return (zone[0] == '-' ? -1 : 1) * new TimeSpan(Pair(0), Pair(2), Pair(4));
    }

    private static int? IndexOf(string[] names, string? name, bool full) => name is null
        ? null
        : Array.FindIndex(names, candidate => string.Equals(full ? candidate : candidate[..3], name, StringComparison.OrdinalIgnoreCase)) + 1;

    private static string Pattern(string format)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '%')
            {
                pattern.Append(++i < format.Length ? Directive(format[i]) : throw JinjaError.Value("stray % in format '%'"));
            }
            else if (PyString.IsSpace(format[i]))
            {
                while (i + 1 < format.Length && PyString.IsSpace(format[i + 1]))
                {
                    i++;
                }

                pattern.Append(@"\s+");
            }
            else
            {
                pattern.Append(Regex.Escape(format[i].ToString()));
            }
        }

        return pattern.ToString();
    }

    private static string Directive(char directive) => directive switch
    {
        'Y' => "(?<Y>[0-9]{4})",
        'y' => "(?<y>[0-9]{2})",
        'm' => "(?<m>1[0-2]|0[1-9]|[1-9])",
        'd' => "(?<d>3[0-1]|[1-2][0-9]|0[1-9]|[1-9]| [1-9])",
        'H' => "(?<H>2[0-3]|[0-1][0-9]|[0-9])",
        'I' => "(?<I>1[0-2]|0[1-9]|[1-9])",
        'M' => "(?<M>[0-5][0-9]|[0-9])",
        'S' => "(?<S>6[0-1]|[0-5][0-9]|[0-9])",
        'f' => "(?<f>[0-9]{1,6})",
        'j' => "(?<j>36[0-6]|3[0-5][0-9]|[1-2][0-9]{2}|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9])",
        'p' => "(?<p>am|pm)",
        'B' => $"(?<B>{string.Join('|', Months)})",
        'b' or 'h' => $"(?<b>{string.Join('|', Months.Select(name => name[..3]))})",
        'A' => $"(?:{string.Join('|', Days)})",
        'a' => $"(?:{string.Join('|', Days.Select(name => name[..3]))})",
        'w' => "[0-6]",
        'U' or 'W' => "(?:5[0-3]|[0-4][0-9]|[0-9])",
        'z' => "(?<z>[+-][0-9]{2}:?[0-5][0-9](?::?[0-5][0-9])?|Z)",
        'Z' => "(?:UTC|GMT)",
        'D' or 'x' => Pattern("%m/%d/%y"),
        'T' or 'X' => Pattern("%H:%M:%S"),
        'c' => Pattern("%a %b %d %H:%M:%S %Y"),
        '%' => "%",
        _ => throw JinjaError.Value($"'{directive}' is a bad directive in format"),
    };
}
