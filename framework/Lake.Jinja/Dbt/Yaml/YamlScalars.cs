using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Dbt.Yaml;

/// <summary>The values of YAML 1.1 scalars.</summary>
internal static class YamlScalars
{
    public static object? Read(YamlTag tag, string text) => tag switch
    {
        YamlTag.Null => null,
        YamlTag.Bool => PyBox.Of(text is "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON"),
        YamlTag.Int => Int(text.Replace("_", "", StringComparison.Ordinal)),
        YamlTag.Float => Float(text.Replace("_", "", StringComparison.Ordinal)),
        YamlTag.Timestamp => Timestamp(text),
        YamlTag.Str or YamlTag.Merge => text,
        YamlTag.Value => throw JinjaError.Value("could not determine a constructor for '='"),
    };

    private static object Int(string text)
    {
        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-');
        var value = digits switch
        {
            "0" => BigInteger.Zero,
            ['0', 'b', .. var rest] => Parse(rest, 2),
            ['0', 'x', .. var rest] => Parse(rest, 16),
            ['0', .. var rest] => Parse(rest, 8),
            _ => digits.Split(':').Aggregate(BigInteger.Zero, (sum, part) => (sum * 60) + Parse(part, 10)),
        };
        return PyBox.Of(negative ? -value : value);
    }

    private static BigInteger Parse(string digits, int numberBase) =>
        PyNumber.Parse(digits, numberBase) ?? throw JinjaError.Value($"invalid literal for int() with base {numberBase}: '{digits}'");

    private static double Float(string text)
    {
        var sign = text[0] == '-' ? -1.0 : 1.0;
        var digits = text.TrimStart('+', '-').ToUpperInvariant();
        return digits switch
        {
            ".INF" => sign * double.PositiveInfinity,
            ".NAN" => double.NaN,
            _ => sign * digits.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, NumberStyles.Float, CultureInfo.InvariantCulture)),
        };
    }

    private static object Timestamp(string text)
    {
        var parts = YamlTags.TimestampParts().Match(text);
        int Part(string name) => parts.Groups[name].Success ? int.Parse(parts.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        if (!parts.Groups["hour"].Success)
        {
            return new PyDate(year, month, day);
        }

        var fraction = parts.Groups["fraction"].Value.PadRight(6, '0')[..6];
        var zone = !parts.Groups["zone"].Success ? (TimeSpan?)null
            : (parts.Groups["sign"].Value == "-" ? -1 : 1) * new TimeSpan(Part("zoneHour"), Part("zoneMinute"), 0);
        return PyDateTime.Create(
            year, month, day, Part("hour"), Part("minute"), Part("second"), int.Parse(fraction, CultureInfo.InvariantCulture), zone);
    }
}
