using System.Globalization;
using System.Numerics;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary><c>text % values</c>.</summary>
internal sealed class PercentFormat
{
    private readonly string _format;
    private readonly object? _values;
    private readonly bool _escape;
    private readonly StringBuilder _result = new();
    private int _at;
    private int _used;

    private PercentFormat(string format, object? values, bool escape) => (_format, _values, _escape) = (format, values, escape);

    public static string Format(string format, object? values, bool escape) => new PercentFormat(format, values, escape).Run();

    private string Run()
    {
        while (_at < _format.Length)
        {
            var percent = _format.IndexOf('%', _at);
            if (percent < 0)
            {
                _result.Append(_format, _at, _format.Length - _at);
                break;
            }

            _result.Append(_format, _at, percent - _at);
            _at = percent + 1;
            Directive();
        }

        if (_values is PyTuple tuple ? _used < tuple.Count : _used == 0 && !HasItems(_values))
        {
            throw JinjaError.Type("not all arguments converted during string formatting");
        }

        return _result.ToString();
    }

    private void Directive()
    {
        string? key = null;
        var start = _at - 1;
        if (Peek() == '(')
        {
            var close = Closing();
            key = _format[(_at + 1)..close];
            _at = close + 1;
        }

        var flags = Flags();
        var width = Number();
        var precision = Precision();
        while (Peek() is 'l' or 'h' or 'L')
        {
            _at++;
        }

        if (_at >= _format.Length)
        {
            throw JinjaError.Value("incomplete format");
        }

        var type = _format[_at++];
        if (type == '%' && _at - 2 == start)
        {
            _result.Append('%');
            return;
        }

        var spec = Spec(flags, width, precision, type);
        _result.Append(Convert(key is null ? Next() : Named(key), spec));
    }

    private static FormatSpec Spec(string flags, int? width, int? precision, char type)
    {
        var isLeft = flags.Contains('-', StringComparison.Ordinal) || width < 0;
        var isZero = !isLeft && flags.Contains('0', StringComparison.Ordinal) && type is not ('s' or 'r' or 'a' or 'c');
        return new FormatSpec
        {
            Align = isLeft ? '<' : isZero ? '=' : '>',
            Fill = isZero ? "0" : " ",
            Sign = flags.Contains('+', StringComparison.Ordinal) ? '+' : flags.Contains(' ', StringComparison.Ordinal) ? ' ' : '-',
            Alternate = flags.Contains('#', StringComparison.Ordinal),
            Width = Math.Abs(width ?? 0),
            Precision = precision,
            Type = type,
        };
    }

    private string Flags()
    {
        var start = _at;
        while (Peek() is '-' or '+' or ' ' or '#' or '0')
        {
            _at++;
        }

        return _format[start.._at];
    }

    private int? Precision()
    {
        if (Peek() != '.')
        {
            return null;
        }

        _at++;
        return Number() ?? 0;
    }

    private char Peek() => _at < _format.Length ? _format[_at] : '\0';

    private int Closing()
    {
        var depth = 0;
        for (var i = _at; i < _format.Length; i++)
        {
            depth += _format[i] == '(' ? 1 : _format[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        throw JinjaError.Value("incomplete format key");
    }

    private int? Number()
    {
        if (Peek() == '*')
        {
            _at++;
            return Next() is long n ? (int)n : throw JinjaError.Type("* wants int");
        }

        var start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        return _at == start ? null
            : int.TryParse(_format.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000_000
                ? number
                : throw JinjaError.Value("width too big");
    }

    private object? Next()
    {
        if (_values is PyTuple tuple)
        {
            return _used < tuple.Count ? tuple[_used++] : throw JinjaError.Type("not enough arguments for format string");
        }

        return _used++ == 0 ? _values : throw JinjaError.Type("not enough arguments for format string");
    }

    private object? Named(string key)
    {
        _used = int.MaxValue / 2;
        return _values is JinjaObject mapping && HasItems(mapping)
            ? mapping.TryGetItem(key, out var value) ? value : throw new JinjaError(ErrorKind.KeyError, PyRepr.OfString(key))
            : throw JinjaError.Type("format requires a mapping");
    }

    private string Convert(object? value, FormatSpec spec) => spec.Type switch
    {
        's' => Text(PyText.Of(_escape ? Markup.Escape(value) : value), spec),
        'r' => Text(PyRepr.Of(value), spec),
        'a' => Text(PyRepr.Ascii(value), spec),
        'c' => Text(Character(value), spec),
        'd' or 'i' or 'u' => Integer(Whole(value, spec.Type), spec, 10),
        'x' or 'X' => Integer(Exact(value, spec.Type), spec, 16),
        'o' => Integer(Exact(value, spec.Type), spec, 8),
        'e' or 'E' or 'f' or 'F' or 'g' or 'G' => Float(value, spec),
        _ => throw JinjaError.Value(string.Create(
            CultureInfo.InvariantCulture, $"unsupported format character '{spec.Type}' (0x{(int)spec.Type:x}) at index {_at - 1}")),
    };

    /// <summary>What has items by key counts as a mapping to Python; all of them need not be used.</summary>
    private static bool HasItems(object? values) =>
        values is Undefined or PyList or PyRange or PyBytes or JinjaObject { IsMapping: true };

    private static string Text(string text, FormatSpec spec) => TextFormat.Pad(
        spec.Precision is { } most ? PyString.Slice(text, 0, Math.Min(most, PyString.Length(text))) : text, spec, spec.Align);

    private static string Character(object? value) => value switch
    {
        string text when PyString.Length(text) == 1 => text,
        long or bool or BigInteger => CodePoint(PyNumber.ToBig(value)),
        _ => throw JinjaError.Type("%c requires int or char"),
    };

    private static string CodePoint(BigInteger code) => code >= 0 && code <= 0x10FFFF
        ? code is var plain && plain >= 0xD800 && plain <= 0xDFFF ? ((char)(int)plain).ToString() : char.ConvertFromUtf32((int)code)
        : throw new JinjaError(ErrorKind.OverflowError, "%c arg not in range(0x110000)");

    private static BigInteger Whole(object? value, char type) => value switch
    {
        double d => double.IsFinite(d) ? new BigInteger(Math.Truncate(d)) : throw new JinjaError(ErrorKind.OverflowError, "cannot convert float infinity to integer"),
        PyDecimal d => d.Truncate(),
        _ when PyNumber.IsInteger(value) => PyNumber.ToBig(value),
        Undefined u => throw u.Error(),
        _ => throw JinjaError.Type($"%{type} format: a real number is required, not {PyValue.TypeName(value)}"),
    };

    private static BigInteger Exact(object? value, char type) => PyNumber.IsInteger(value)
        ? PyNumber.ToBig(value)
        : throw JinjaError.Type($"%{type} format: an integer is required, not {PyValue.TypeName(value)}");

    private static string Integer(BigInteger value, FormatSpec spec, int numberBase)
    {
        var digits = NumberFormat.Digits(BigInteger.Abs(value), numberBase).PadLeft(spec.Precision ?? 0, '0');
        var prefix = !spec.Alternate ? "" : numberBase == 16 ? "0x" : numberBase == 8 ? "0o" : "";
        (digits, prefix) = spec.Type == 'X' ? (digits.ToUpperInvariant(), prefix.ToUpperInvariant()) : (digits, prefix);
        return NumberFormat.Layout(NumberFormat.SignOf(value.Sign < 0, spec.Sign), prefix, digits, spec);
    }

    private static string Float(object? value, FormatSpec spec)
    {
        var number = value switch
        {
            PyDecimal d => d.ToDouble(),
            Undefined u => throw u.Error(),
            _ => PyNumber.ToDouble(value),
        };
        var digits = FloatFormat.Format(number, spec.Type, spec.Precision ?? 6, spec.Alternate);
        return NumberFormat.Layout(NumberFormat.SignOf(double.IsNegative(number) && !double.IsNaN(number), spec.Sign), "", digits, spec);
    }
}
