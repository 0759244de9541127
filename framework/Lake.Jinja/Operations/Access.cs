using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Methods;
using Lake.Jinja.Options;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary><c>x.name</c> and <c>x[key]</c> within the sandbox.</summary>
internal static class Access
{
    /// <summary>The attribute first, then the item of that name, else an undefined value.</summary>
    public static object? Attribute(object? owner, string name, UndefinedMode mode)
    {
        if (name.StartsWith('_'))
        {
            return Private(owner, name, mode) ?? (TryGetItem(owner, name, out var item) ? item : Undefined.Missing(owner, name, mode));
        }

        return TryGetAttribute(owner, name, out var value) || TryGetItem(owner, name, out value)
            ? value
            : Undefined.Missing(owner, name, mode);
    }

    /// <summary>The item first, then, for strings, the attribute of that name, else an undefined value.</summary>
    public static object? Item(object? owner, object? key, UndefinedMode mode)
    {
        if (TryGetItem(owner, key, out var value))
        {
            return value;
        }

        if ((key as string ?? (key as Markup)?.Value) is { } name)
        {
            if (name.StartsWith('_'))
            {
                return Private(owner, name, mode) ?? Undefined.Missing(owner, name, mode);
            }

            if (owner is not Undefined && TryGetAttribute(owner, name, out value))
            {
                return value;
            }
        }

        return Undefined.Missing(owner, key, mode);
    }

    public static bool TryGetAttribute(object? owner, string name, out object? value) => owner switch
    {
        JinjaObject o => o.TryGetAttribute(name, out value),
        string s => StringMethods.TryGet(s, name, out value),
        null => None(out value),
        _ => NumberMethods.TryGet(owner, name, out value),
    };

    public static bool TryGetItem(object? owner, object? key, out object? value)
    {
        if (owner is JinjaObject o)
        {
            return o.TryGetItem(key, out value);
        }

        value = null;
        if (owner is not string text || key is not (long or bool or BigInteger))
        {
            return false;
        }

        var (index, length) = (PyNumber.ToIndex(key), PyString.Length(text));
        index = index < 0 ? index + length : index;
        if (index < 0 || index >= length)
        {
            return false;
        }

        value = PyString.At(text, (int)index);
        return true;
    }

    /// <summary>Python's own attributes exist, but whoever uses one breaks the sandbox.</summary>
    private static Undefined? Private(object? owner, string name, UndefinedMode mode)
    {
        if (!PrivateNames.Exists(owner, name))
        {
            return null;
        }

        var message = $"access to attribute {PyRepr.OfString(name)} of {PyRepr.OfString(PyValue.TypeName(owner))} object is unsafe.";
        return mode == UndefinedMode.Parse
            ? new ParseUndefined(name, message)
            : new Undefined(name, message, ErrorKind.SecurityError);
    }

    private static bool None(out object? value)
    {
        value = null;
        return false;
    }
}
