using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary>Python's format mini-language: <c>[[fill]align][sign][#][0][width][,_][.precision][type]</c>.</summary>
internal sealed record FormatSpec
{
    public string Fill { get; init; } = " ";

    /// <summary>One of <c>&lt; &gt; = ^</c>, or <c>\0</c> when not said.</summary>
    public char Align { get; init; }

    /// <summary><c>+</c>, <c>-</c> or a space, or <c>\0</c> when not said.</summary>
    public char Sign { get; init; }

    /// <summary><c>z</c>: a float that rounds to -0 prints as 0.</summary>
    public bool DropsNegativeZero { get; init; }

    public bool Alternate { get; init; }

    public int Width { get; init; }

    public char Grouping { get; init; }

    public int? Precision { get; init; }

    public char Type { get; init; }

    /// <summary><c>format(value, spec)</c>.</summary>
    public static string Format(object? value, string spec)
    {
        if (spec.Length == 0)
        {
            return PyText.Of(value);
        }

        return value switch
        {
            string or NativeMarker => TextFormat.Format(PyText.Of(value), Parse(spec)),
            Markup markup => TextFormat.Format(markup.Value, Parse(spec)),
            bool or long or BigInteger => NumberFormat.Format(value, Parse(spec)),
            double => NumberFormat.Format(value, Parse(spec)),
            IFormattableValue formattable => formattable.Format(spec),
            _ => throw JinjaError.Type($"unsupported format string passed to {PyValue.TypeName(value)}.__format__"),
        };
    }

    public static FormatSpec Parse(string spec)
    {
        var result = new FormatSpec();
        var at = 0;
        var first = spec.Length > 0 && char.IsSurrogatePair(spec, 0) ? 2 : 1;
        if (spec.Length > first && spec[first] is '<' or '>' or '=' or '^')
        {
            result = result with { Fill = spec[..first], Align = spec[first] };
            at = first + 1;
        }
        else if (spec.Length > 0 && spec[0] is '<' or '>' or '=' or '^')
        {
            result = result with { Align = spec[0] };
            at = 1;
        }

        if (at < spec.Length && spec[at] is '+' or '-' or ' ')
        {
            result = result with { Sign = spec[at++] };
        }

        result = result with { DropsNegativeZero = Take(spec, 'z', ref at), Alternate = Take(spec, '#', ref at) };

        if (at < spec.Length && spec[at] == '0')
        {
            result = result with { Fill = result.Align == '\0' ? "0" : result.Fill, Align = result.Align == '\0' ? '0' : result.Align };
            at++;
        }

        return Rest(result, spec, at);
    }

    private static bool Take(string spec, char mark, ref int at)
    {
        var found = at < spec.Length && spec[at] == mark;
        at += found ? 1 : 0;
        return found;
    }

    private static FormatSpec Rest(FormatSpec result, string spec, int at)
    {
        if (Number(spec, ref at) is { } width)
        {
            result = result with { Width = width };
        }

        if (at < spec.Length && spec[at] is ',' or '_')
        {
            result = result with { Grouping = spec[at++] };
        }

        if (at < spec.Length && spec[at] == '.')
        {
            at++;
            result = result with { Precision = Number(spec, ref at) ?? throw JinjaError.Value("Format specifier missing precision") };
        }

        if (at < spec.Length)
        {
            result = result with { Type = spec[at++] };
        }

        return at == spec.Length ? result : throw JinjaError.Value("Invalid format specifier");
    }

    private static int? Number(string spec, ref int at)
    {
        var start = at;
        while (at < spec.Length && char.IsAsciiDigit(spec[at]))
        {
            at++;
        }

        if (at == start)
        {
            return null;
        }

        return int.TryParse(spec.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000_000
            ? number
            : throw JinjaError.Value("Too many decimal digits in format string");
    }
}

/// <summary>A value that understands format specifications of its own, as dates do.</summary>
internal interface IFormattableValue
{
    string Format(string spec);
}
