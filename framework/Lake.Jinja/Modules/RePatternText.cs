using System.Globalization;
using System.Text;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Modules;

/// <summary>
/// A regular expression of Python's <c>re</c> in .NET's notation. Every capturing group gets its number as its name,
/// since .NET would count named groups after the others.
/// </summary>
internal sealed class RePatternText
{
    private readonly string _pattern;
    private readonly StringBuilder _text = new();
    private int _at;
    private bool _isVerbose;

    private RePatternText(string pattern, bool isVerbose) => (_pattern, _isVerbose) = (pattern, isVerbose);

    public string Text => _text.ToString();

    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    public int Groups { get; private set; }

    /// <param name="pattern">In Python's notation.</param>
    /// <param name="isVerbose">Whether white space and comments are left out, as <c>(?x)</c> in the pattern says too.</param>
    public static RePatternText Translate(string pattern, bool isVerbose)
    {
        var result = new RePatternText(pattern, isVerbose);
        while (result._at < pattern.Length)
        {
            result.Next();
        }

        return result;
    }

    private void Next()
    {
        switch (_pattern[_at])
        {
            case '\\':
                Escape();
                break;
            case '[':
                Class();
                break;
            case '(':
                Group();
                break;
            case '{' when _at + 1 < _pattern.Length && _pattern[_at + 1] == ',':
                _text.Append("{0");
                _at++;
                break;
            case '#' when _isVerbose:
                _at = _pattern.IndexOf('\n', _at) is >= 0 and var end ? end : _pattern.Length;
                break;
            default:
                _text.Append(_pattern[_at++]);
                break;
        }
    }

    private void Escape()
    {
        var next = _at + 1 < _pattern.Length ? _pattern[_at + 1] : throw JinjaError.Value("bad escape (end of pattern)");
        _text.Append(next == 'Z' ? @"\z" : _pattern.Substring(_at, 2));
        _at += 2;
    }

    private void Class()
    {
        var end = _at + 1;
        end += end < _pattern.Length && _pattern[end] == '^' ? 1 : 0;
        end += end < _pattern.Length && _pattern[end] == ']' ? 1 : 0;
        while (end < _pattern.Length && _pattern[end] != ']')
        {
            end += _pattern[end] == '\\' ? 2 : 1;
        }

        if (end >= _pattern.Length)
        {
            throw JinjaError.Value("unterminated character set");
        }

        // In .NET a bracket inside a class after a hyphen would subtract.
        _text.Append('[').Append(_pattern[(_at + 1)..end].Replace("[", "\\[", StringComparison.Ordinal).Replace("\\\\[", "\\[", StringComparison.Ordinal)).Append(']');
        _at = end + 1;
    }

    private void Group()
    {
        if (!StartsWith("(?"))
        {
            Capture(null, 1);
        }
        else if (StartsWith("(?P<"))
        {
            var end = End('>');
            Capture(_pattern[(_at + 4)..end], end + 1 - _at);
        }
        else if (StartsWith("(?P="))
        {
            var end = End(')');
            _text.Append(CultureInfo.InvariantCulture, $"\\k<{Number(_pattern[(_at + 4)..end])}>");
            _at = end + 1;
        }
        else if (StartsWith("(?#"))
        {
            _at = End(')') + 1;
        }
        else if (StartsWith("(?(") && _at + 3 < _pattern.Length && !char.IsAsciiDigit(_pattern[_at + 3]))
        {
            var end = End(')');
            _text.Append(CultureInfo.InvariantCulture, $"(?({Number(_pattern[(_at + 3)..end])})");
            _at = end + 1;
        }
        else
        {
            Flags();
        }
    }

    private void Capture(string? name, int length)
    {
        Groups++;
        if (name is not null && !Names.TryAdd(name, Groups))
        {
            throw JinjaError.Value($"redefinition of group name '{name}' as group {Groups}");
        }

        _text.Append(CultureInfo.InvariantCulture, $"(?<{Groups}>");
        _at += length;
    }

    /// <summary>Python's flags for ASCII, locale and Unicode matching have no counterpart and are left out.</summary>
    private void Flags()
    {
        _text.Append("(?");
        var isOn = true;
        for (_at += 2; _at < _pattern.Length && (char.IsAsciiLetter(_pattern[_at]) || _pattern[_at] == '-'); _at++)
        {
            isOn &= _pattern[_at] != '-';
            _isVerbose |= isOn && _pattern[_at] == 'x';
            if (_pattern[_at] is not ('a' or 'u' or 'L'))
            {
                _text.Append(_pattern[_at]);
            }
        }
    }

    private int Number(string name) => Names.TryGetValue(name, out var number) ? number : throw JinjaError.Value($"unknown group name '{name}'");

    private bool StartsWith(string text) => string.CompareOrdinal(_pattern, _at, text, 0, text.Length) == 0;

    private int End(char close) => _pattern.IndexOf(close, _at) is >= 0 and var end ? end : throw JinjaError.Value($"missing {close}, unterminated name");
}
