using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Lake.Jinja.Values;

namespace Lake.JinjaCases;

/// <summary>
/// Values as cases write them: JSON, with <c>{"$tuple"|"$set"|"$decimal"|"$date"|"$datetime"|"$time": …}</c> for what
/// JSON lacks.
/// </summary>
public static partial class CaseValues
{
    public static object? Decode(object? value) => value switch
    {
        PyList list => new PyList(list.Items.Select(Decode)),
        PyDict { Count: 1 } dict when dict.First() is { Key: string form } entry && form.StartsWith('$') => DecodeForm(form, entry.Value) ?? Entries(dict),
        PyDict dict => Entries(dict),
        _ => value,
    };

    /// <summary>The opposite; a value without a form of its own becomes its text.</summary>
    public static object? Encode(object? value) => value switch
    {
        null or bool or long or BigInteger or double or string => value,
        PyTuple tuple => Form("$tuple", new PyList(tuple.Items.Select(Encode))),
        PyList list => new PyList(list.Items.Select(Encode)),
        PyDict dict => new PyDict(dict.Select(entry => KeyValuePair.Create(PyText.Of(entry.Key), Encode(entry.Value)))),
        PySet set => Form("$set", new PyList(set.Items.OrderBy(PyRepr.Of, StringComparer.Ordinal).Select(Encode))),
        PyDecimal => Form("$decimal", PyText.Of(value)),
        PyDateTime moment => Form("$datetime", PyText.Of(moment).Replace(' ', 'T')),
        PyDate => Form("$date", PyText.Of(value)),
        PyTime => Form("$time", PyText.Of(value)),
        _ => PyText.Of(value),
    };

    private static PyDict Entries(PyDict dict)
    {
        var result = new PyDict();
        foreach (var (key, value) in dict)
        {
            result[key] = Decode(value);
        }

        return result;
    }

    private static PyDict Form(string name, object? value) => new() { { name, value } };

    private static object? DecodeForm(string form, object? value) => form switch
    {
        "$tuple" when value is PyList list => new PyTuple([.. list.Items.Select(Decode)]),
        "$set" when value is PyList list => new PySet(list.Items.Select(Decode)),
        "$decimal" => PyDecimal.Parse(PyText.Of(value)),
        "$date" when Moment().Match(PyText.Of(value)) is { Success: true } match => new PyDate(Part(match, 1), Part(match, 2), Part(match, 3)),
        "$datetime" when Moment().Match(PyText.Of(value)) is { Success: true } match => DateTimeOf(match),
        "$time" when TimeOnly.TryParse(PyText.Of(value), CultureInfo.InvariantCulture, out var time) => new PyTime(time),
        _ => null,
    };

    private static PyDateTime DateTimeOf(Match match)
    {
        TimeSpan? offset = !match.Groups[8].Success ? null
            : match.Groups[8].Value is "Z" or "z" ? TimeSpan.Zero
            : (match.Groups[9].Value == "-" ? -1 : 1) * new TimeSpan(Part(match, 10), Part(match, 11), 0);
        var micros = int.Parse(match.Groups[7].Value.PadRight(6, '0')[..6], CultureInfo.InvariantCulture);
        return PyDateTime.Create(
            Part(match, 1), Part(match, 2), Part(match, 3), Part(match, 4), Part(match, 5), Part(match, 6), micros, offset);
    }

    private static int Part(Match match, int group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?(Z|z|([-+])([0-9]{2}):?([0-9]{2}))?)?$")]
    private static partial Regex Moment();
}
