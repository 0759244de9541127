using System.Collections;
using System.Numerics;

namespace Lake.Jinja.Values;

/// <summary>What every Python value can do.</summary>
public static class PyValue
{
    public static bool IsTrue(object? value) => value switch
    {
        bool b => b,
        string s => s.Length != 0,
        long n => n != 0,
        null => false,
        double d => d != 0,
        BigInteger n => !n.IsZero,
        JinjaObject o => o.IsTrue,
        _ => throw Foreign(value),
    };

    public static string TypeName(object? value) => value switch
    {
        null => "NoneType",
        string => "str",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        JinjaObject o => o.TypeName,
        _ => throw Foreign(value),
    };

    /// <summary><c>str(value)</c>.</summary>
    public static string Text(object? value) => PyText.Of(value);

    /// <summary><c>repr(value)</c>.</summary>
    public static string Repr(object? value) => PyRepr.Of(value);

    /// <summary><c>len(value)</c>, or null when it has none.</summary>
    public static long? Length(object? value) => value switch
    {
        string s => PyString.Length(s),
        JinjaObject o => o.Length,
        _ => null,
    };

    /// <summary>The .NET value as templates know it: nested lists and dictionaries are converted too.</summary>
    public static object? From(object? value) => value switch
    {
        null or string or long or BigInteger or double or JinjaObject => value,
        bool b => PyBox.Of(b),
        int n => PyBox.Of(n),
        short n => PyBox.Of(n),
        byte n => PyBox.Of(n),
        uint n => PyBox.Of(n),
        ulong n => PyBox.Of(new BigInteger(n)),
        float f => (double)f,
        decimal d => PyDecimal.From(d),
        DateTime t => PyDateTime.From(t),
        DateTimeOffset t => PyDateTime.From(t),
        DateOnly d => new PyDate(d.Year, d.Month, d.Day),
        TimeSpan t => PyTimeDelta.From(t),
        Guid g => g.ToString(),
        Enum e => e.ToString(),
        IDictionary dictionary => FromDictionary(dictionary),
        IEnumerable items => new PyList(items.Cast<object?>().Select(From)),
        _ => throw Foreign(value),
    };

    internal static InvalidOperationException Foreign(object value) =>
        new($"{value.GetType()} is not a template value; convert it with PyValue.From");

    private static PyDict FromDictionary(IDictionary dictionary)
    {
        var result = new PyDict();
        foreach (DictionaryEntry entry in dictionary)
        {
            result[From(entry.Key)] = From(entry.Value);
        }

        return result;
    }
}
