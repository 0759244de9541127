using System.Numerics;
using Lake.Jinja.Values;

namespace Lake.Project.Values;

/// <summary>Plain values to template values and back. Both directions copy.</summary>
public static class TemplateValues
{
    public static object? FromPlain(object? value) => value switch
    {
        ValueList list => new PyList(list.Select(FromPlain)),
        ValueMap map => new PyDict(map.Select(p => KeyValuePair.Create(p.Key, FromPlain(p.Value)))),
        DateOnly date => PyValue.From(date),
        DateTime time => PyValue.From(time),
        DateTimeOffset time => PyValue.From(time),
        _ => value,
    };

    /// <summary>Values without a plain form become their text.</summary>
    public static object? ToPlain(object? value) => value switch
    {
        null or bool or long or BigInteger or double or string => value,
        PyDict dict => new ValueMap(dict.Select(p => KeyValuePair.Create(PyText.Of(p.Key), ToPlain(p.Value)))),
        IEnumerable<object?> items => new ValueList(items.Select(ToPlain)),
        _ => PyText.Of(value),
    };
}
