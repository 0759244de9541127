using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>
/// The parameters of a built-in, written as in Python: <c>value, default='', boolean=False, *args, **kwargs</c>. After
/// binding, <c>*args</c> holds a <see cref="PyTuple"/> and <c>**kwargs</c> a <see cref="Keyword"/> array.
/// </summary>
internal sealed class Signature
{
    private readonly string[] _names;
    private readonly object?[] _defaults;
    private readonly bool _hasStar;
    private readonly bool _hasDoubleStar;

    public Signature(string parameters)
    {
        var parts = parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _hasStar = Array.Exists(parts, part => part[0] == '*' && !part.StartsWith("**", StringComparison.Ordinal));
        _hasDoubleStar = Array.Exists(parts, part => part.StartsWith("**", StringComparison.Ordinal));
        var plain = Array.FindAll(parts, part => part[0] != '*');
        _names = Array.ConvertAll(plain, part => part.Split('=')[0]);
        _defaults = Array.ConvertAll(plain, part => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? Default(part[(at + 1)..]) : Sentinel.Missing);
    }

    public object?[] Bind(string function, object?[] positional, Keyword[] keywords)
    {
        if (keywords.Length == 0 && positional.Length == _names.Length && !_hasStar && !_hasDoubleStar)
        {
            return positional;
        }

        if (positional.Length > _names.Length && !_hasStar)
        {
            throw JinjaError.Type($"{function}() takes {Count()} but {positional.Length} were given");
        }

        var bound = new object?[_names.Length + (_hasStar ? 1 : 0) + (_hasDoubleStar ? 1 : 0)];
        Array.Copy(_defaults, bound, _names.Length);
        Array.Copy(positional, bound, Math.Min(positional.Length, _names.Length));
        if (_hasStar)
        {
            bound[_names.Length] = positional.Length > _names.Length ? new PyTuple(positional[_names.Length..]) : PyTuple.Empty;
        }

        Name(function, bound, keywords, Math.Min(positional.Length, _names.Length));
        for (var i = 0; i < _names.Length; i++)
        {
            if (bound[i] is Sentinel)
            {
                throw JinjaError.Type($"{function}() missing 1 required positional argument: '{_names[i]}'");
            }
        }

        return bound;
    }

    private void Name(string function, object?[] bound, Keyword[] keywords, int given)
    {
        var rest = _hasDoubleStar ? new List<Keyword>() : null;
        foreach (var keyword in keywords)
        {
            var index = Array.IndexOf(_names, keyword.Name);
            if (index >= 0 && index < given)
            {
                throw JinjaError.Type($"{function}() got multiple values for argument '{keyword.Name}'");
            }

            if (index >= 0)
            {
                bound[index] = keyword.Value;
            }
            else if (rest is null)
            {
                throw JinjaError.Type($"{function}() got an unexpected keyword argument '{keyword.Name}'");
            }
            else
            {
                rest.Add(keyword);
            }
        }

        if (rest is not null)
        {
            bound[^1] = rest.ToArray();
        }
    }

    private string Count()
    {
        var required = Array.FindAll(_defaults, value => value is Sentinel).Length;
        var range = required == _names.Length ? $"{required}" : $"from {required} to {_names.Length}";
        return $"{range} positional argument{(_names.Length == 1 ? "" : "s")}";
    }

    private static object? Default(string text) => text switch
    {
        "None" => null,
        "True" => PyBox.True,
        "False" => PyBox.False,
        _ when text[0] == '\'' => text[1..^1],
        _ when text.Contains('.', StringComparison.Ordinal) => double.Parse(text, CultureInfo.InvariantCulture),
        _ => PyBox.Of(long.Parse(text, CultureInfo.InvariantCulture)),
    };
}
