using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Lake.Yaml.Parsing;

/// <summary>
/// The implicit types of YAML 1.1 as PyYAML's resolver has them: <c>yes</c> is a boolean, <c>012</c> is octal,
/// <c>1:30</c> counts in sixties, <c>1e3</c> (no dot) is text.
/// </summary>
internal static partial class ScalarTyping
{
    public static object? Resolve(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return text[0] switch
        {
            '~' or 'n' or 'N' or 'y' or 'Y' or 't' or 'T' or 'f' or 'F' or 'o' or 'O' => Word(text),
            '+' or '-' or '.' or (>= '0' and <= '9') => Number(text) ?? Moment(text) ?? text,
            _ => text,
        };
    }

    private static object? Word(string text) => text switch
    {
        "~" or "null" or "Null" or "NULL" => null,
        "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => true,
        "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => false,
        _ => text,
    };

    private static object? Number(string text)
    {
        if (IntegerForm().IsMatch(text))
        {
            var value = Integer(text.Replace("_", "", StringComparison.Ordinal));
            return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
        }

        return FloatForm().IsMatch(text) ? Float(text.Replace("_", "", StringComparison.Ordinal)) : null;
    }

    private static BigInteger Integer(string text)
    {
        var negative = text[0] == '-';
        var digits = text[0] is '-' or '+' ? text[1..] : text;
        var value = digits switch
        {
            "0" => BigInteger.Zero,
            _ when digits.StartsWith("0b", StringComparison.Ordinal) => Radix(digits[2..], 2),
            _ when digits.StartsWith("0x", StringComparison.Ordinal) => Radix(digits[2..], 16),
            _ when digits.Contains(':', StringComparison.Ordinal) => Sixties(digits),
            _ when digits[0] == '0' => Radix(digits, 8),
            _ => BigInteger.Parse(digits, CultureInfo.InvariantCulture),
        };
        return negative ? -value : value;
    }

    private static BigInteger Radix(string digits, int radix) =>
        digits.Aggregate(BigInteger.Zero, (sum, c) => (sum * radix) + Convert.ToInt32(c.ToString(), 16));

    private static BigInteger Sixties(string digits) =>
        digits.Split(':').Aggregate(BigInteger.Zero, (sum, part) => (sum * 60) + BigInteger.Parse(part, CultureInfo.InvariantCulture));

    private static double Float(string text)
    {
        var negative = text[0] == '-';
        var digits = (text[0] is '-' or '+' ? text[1..] : text).ToUpperInvariant();
        var value = digits switch
        {
            ".INF" => double.PositiveInfinity,
            ".NAN" => double.NaN,
            _ when digits.Contains(':', StringComparison.Ordinal) =>
                digits.Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture)),
            _ => double.Parse(digits, CultureInfo.InvariantCulture),
        };
        return negative ? -value : value;
    }

    private static object? Moment(string text)
    {
        if (DateForm().IsMatch(text))
        {
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : text;
        }

        var match = TimestampForm().Match(text);
        return match.Success ? Timestamp(match) ?? text : null;
    }

    private static object? Timestamp(Match match)
    {
        int Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (Part("month") is < 1 or > 12 || Part("hour") > 23 || Part("minute") > 59 || Part("second") > 59
            || Part("year") < 1 || Part("day") < 1 || Part("day") > DateTime.DaysInMonth(Part("year"), Part("month")))
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(6, '0')[..6];
        var time = new DateTime(Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"), Part("second"), DateTimeKind.Unspecified)
            .AddMicroseconds(int.Parse(fraction, CultureInfo.InvariantCulture));
        if (!match.Groups["zone"].Success)
        {
            return time;
        }

        var offset = new TimeSpan(Part("zonehour"), Part("zoneminute"), 0);
        return new DateTimeOffset(time, match.Groups["zonesign"].Value == "-" ? -offset : offset);
    }

    [GeneratedRegex(@"^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$", RegexOptions.CultureInvariant)]
    private static partial Regex IntegerForm();

    [GeneratedRegex(@"^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$", RegexOptions.CultureInvariant)]
    private static partial Regex FloatForm();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:[Tt]|[ \t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?<zone>[ \t]*(?:Z|(?<zonesign>[-+])(?<zonehour>[0-9]{1,2})(?::(?<zoneminute>[0-9]{2}))?))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimestampForm();
}
