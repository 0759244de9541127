using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary>Strings under a format specification.</summary>
internal static class TextFormat
{
    public static string Format(string text, FormatSpec spec)
    {
        if (spec.Type is not ('\0' or 's'))
        {
            throw JinjaError.Value($"Unknown format code '{spec.Type}' for object of type 'str'");
        }

        if (spec.Sign != '\0')
        {
            throw JinjaError.Value("Sign not allowed in string format specifier");
        }

        if (spec.DropsNegativeZero)
        {
            throw JinjaError.Value("Negative zero coercion (z) not allowed in string format specifier");
        }

        if (spec.Alternate)
        {
            throw JinjaError.Value("Alternate form (#) not allowed in string format specifier");
        }

        if (spec.Grouping != '\0')
        {
            throw JinjaError.Value($"Cannot specify '{spec.Grouping}' with 's'.");
        }

        if (spec.Align == '=')
        {
            throw JinjaError.Value("'=' alignment not allowed in string format specifier");
        }

        text = spec.Precision is { } most ? PyString.Slice(text, 0, Math.Min(most, PyString.Length(text))) : text;
        return Pad(text, spec, spec.Align is '\0' or '0' ? '<' : spec.Align);
    }

    public static string Pad(string text, FormatSpec spec, char align)
    {
        var room = spec.Width - PyString.Length(text);
        if (room <= 0)
        {
            return text;
        }

        var left = align switch { '<' => 0, '^' => room / 2, _ => room };
        return PyString.Repeat(spec.Fill, left) + text + PyString.Repeat(spec.Fill, room - left);
    }
}
