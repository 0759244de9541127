using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Globals;

/// <summary><c>cycler(…)</c>: gives its items in turn.</summary>
internal sealed class Cycler : JinjaObject
{
    private readonly object?[] _items;
    private int _at;

    public Cycler(object?[] items) => _items = items.Length > 0 ? items : throw new JinjaError(ErrorKind.TemplateError, "at least one item has to be provided");

    public override string TypeName => "Cycler";

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "current" => _items[_at],
            "pos" => (long)_at,
            "next" or "__next__" => new NativeFunction("next", _ => Next()),
            "reset" => new NativeFunction("reset", _ => Reset()),
            _ => null,
        };
        return name is "current" || value is not null;
    }

    private object? Next()
    {
        var item = _items[_at];
        _at = (_at + 1) % _items.Length;
        return item;
    }

    private object? Reset()
    {
        _at = 0;
        return null;
    }
}

/// <summary><c>joiner(…)</c>: nothing the first time, then the separator.</summary>
internal sealed class Joiner(string separator) : JinjaObject
{
    private static readonly Signature NoArguments = new("");
    private bool _isUsed;

    public override string TypeName => "Joiner";

    public override bool IsCallable => true;

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch { "sep" => separator, "used" => Values.PyBox.Of(_isUsed), _ => null };
        return value is not null;
    }

    public override object? Call(in CallArguments arguments)
    {
        NoArguments.Bind("Joiner.__call__", arguments.Positional, arguments.Keywords);
        var text = _isUsed ? separator : "";
        _isUsed = true;
        return text;
    }
}
