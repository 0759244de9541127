using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Dbt;

/// <summary>
/// <c>json.loads</c>: as strict and as lax as Python's, which takes <c>NaN</c>, <c>Infinity</c> and repeated keys.
/// Throws a value error for text that is not JSON.
/// </summary>
public sealed class PyJsonReader
{
    private readonly string _text;
    private int _at;

    private PyJsonReader(string text) => _text = text;

    public static object? Read(string text)
    {
        var reader = new PyJsonReader(text);
        reader.SkipSpace();
        var value = reader.Value();
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Error("Extra data");
    }

    private object? Value()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Peek() switch
        {
            '{' => Dict(),
            '[' => List(),
            '"' => String(),
            'n' when Take("null") => null,
            't' when Take("true") => PyBox.True,
            'f' when Take("false") => PyBox.False,
            'N' when Take("NaN") => double.NaN,
            'I' when Take("Infinity") => double.PositiveInfinity,
            '-' when Take("-Infinity") => double.NegativeInfinity,
            '-' or (>= '0' and <= '9') => Number(),
            _ => throw Error("Expecting value"),
        };
    }

    private PyDict Dict()
    {
        var dict = new PyDict();
        _at++;
        SkipSpace();
        if (Take("}"))
        {
            return dict;
        }

        while (true)
        {
            if (Peek() != '"')
            {
                throw Error("Expecting property name enclosed in double quotes");
            }

            var key = String();
            SkipSpace();
            Expect(":");
            SkipSpace();
            dict[key] = Value();
            SkipSpace();
            if (Take("}"))
            {
                return dict;
            }

            Expect(",");
            SkipSpace();
        }
    }

    private PyList List()
    {
        var items = new List<object?>();
        _at++;
        SkipSpace();
        if (Take("]"))
        {
            return PyList.Own(items);
        }

        while (true)
        {
            items.Add(Value());
            SkipSpace();
            if (Take("]"))
            {
                return PyList.Own(items);
            }

            Expect(",");
            SkipSpace();
        }
    }

    private string String()
    {
        var text = new StringBuilder();
        for (_at++; ; _at++)
        {
            var c = Peek();
            if (c == '"')
            {
                _at++;
                return text.ToString();
            }

            if (c < ' ')
            {
                throw Error(_at >= _text.Length ? "Unterminated string" : "Invalid control character");
            }

            text.Append(c == '\\' ? Escape() : c);
        }
    }

    private char Escape()
    {
        _at++;
        return Peek() switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'u' => Unicode(),
            _ => throw Error("Invalid \\escape"),
        };
    }

    private char Unicode()
    {
        var end = _at + 5;
        if (end > _text.Length || !ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw Error("Invalid \\uXXXX escape");
        }

        _at = end - 1;
        return (char)code;
    }

    private object Number()
    {
        var start = _at;
        _at += Peek() == '-' ? 1 : 0;
        if (Peek() == '0')
        {
            _at++;
        }
        else if (SkipDigits() == 0)
        {
            _at = start;
            throw Error("Expecting value");
        }

        var whole = _at;
        SkipPart(Peek() == '.' ? 1 : 0);
        var exponent = Peek() is 'e' or 'E' ? _at + 1 < _text.Length && _text[_at + 1] is '+' or '-' ? 2 : 1 : 0;
        SkipPart(exponent);
        var number = _text.AsSpan(start, _at - start);
        return _at == whole
            ? PyBox.Of(BigInteger.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : PyBox.Of(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>A mark and the digits after it; without digits there is no such part.</summary>
    private void SkipPart(int mark)
    {
        if (mark > 0)
        {
            var start = _at;
            _at += mark;
            _at = SkipDigits() == 0 ? start : _at;
        }
    }

    private int SkipDigits()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }

        return _at - start;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r')
        {
            _at++;
        }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private bool Take(string token)
    {
        var found = string.CompareOrdinal(_text, _at, token, 0, token.Length) == 0;
        _at += found ? token.Length : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw Error($"Expecting '{token}' delimiter");
        }
    }

    private JinjaError Error(string problem) => JinjaError.Value($"{problem}: char {_at}");
}
