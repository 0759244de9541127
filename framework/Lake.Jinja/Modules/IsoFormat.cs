using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>isoformat</c> and <c>fromisoformat</c>.</summary>
internal static partial class IsoFormat
{
    public static string Of(PyDateTime moment, string separator, string precision) =>
        moment.Wall.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + separator
        + Time(moment.Wall.TimeOfDay, precision)
        + (moment.Zone is null ? "" : PyDateTime.OffsetText(moment.Zone.Offset, ":"));

    public static string Time(TimeSpan time, string precision)
    {
        var micros = PyDateTime.MicrosecondsOf(time.Ticks);
        var pattern = precision switch
        {
            "auto" => micros == 0 ? @"hh\:mm\:ss" : @"hh\:mm\:ss\.ffffff",
            "hours" => "hh",
            "minutes" => @"hh\:mm",
            "seconds" => @"hh\:mm\:ss",
            "milliseconds" => @"hh\:mm\:ss\.fff",
            "microseconds" => @"hh\:mm\:ss\.ffffff",
            _ => throw JinjaError.Value("Unknown timespec value"),
        };
        return time.ToString(pattern, CultureInfo.InvariantCulture);
    }

    public static PyDateTime Read(string text)
    {
        var match = Moment().Match(text);
        if (!match.Success)
        {
            throw Invalid(text);
        }

        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        TimeSpan? offset = !match.Groups["zone"].Success ? null
            : (match.Groups["sign"].Value == "-" ? -1 : 1) * new TimeSpan(Part("zh"), Part("zm"), Part("zs"));
        var micros = int.Parse(match.Groups["f"].Value.PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
        return PyDateTime.Create(Part("y"), Part("mo"), Part("d"), Part("h"), Part("mi"), Part("s"), micros, offset);
    }

    public static PyDate ReadDate(string text)
    {
        var match = Day().Match(text);
        int Part(string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        return match.Success ? new PyDate(Part("y"), Part("mo"), Part("d")) : throw Invalid(text);
    }

    public static PyTime ReadTime(string text)
    {
        var moment = Moment().IsMatch("2000-01-01T" + text.TrimStart('T')) ? Read("2000-01-01T" + text.TrimStart('T')) : throw Invalid(text);
        return new PyTime(TimeOnly.FromDateTime(moment.Wall), moment.Zone);
    }

    private static JinjaError Invalid(string text) => JinjaError.Value($"Invalid isoformat string: {PyRepr.OfString(text)}");

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<dash>-?)(?<mo>[0-9]{2})\k<dash>(?<d>[0-9]{2})\z")]
    private static partial Regex Day();

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<dash>-?)(?<mo>[0-9]{2})\k<dash>(?<d>[0-9]{2})(?:.(?<h>[0-9]{2})(?::?(?<mi>[0-9]{2})(?::?(?<s>[0-9]{2})(?:[.,](?<f>[0-9]+))?)?)?(?<zone>Z|(?<sign>[-+])(?<zh>[0-9]{2})(?::?(?<zm>[0-9]{2})(?::?(?<zs>[0-9]{2}))?)?)?)?\z", RegexOptions.Singleline)]
    private static partial Regex Moment();
}
