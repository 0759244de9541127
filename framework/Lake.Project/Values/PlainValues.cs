using System.Globalization;
using System.Numerics;
using Lake.Yaml.Tree;

namespace Lake.Project.Values;

/// <summary>Plain values from YAML, and their text.</summary>
public static class PlainValues
{
    /// <summary>Keys that are not text become the text they were written as.</summary>
    public static object? FromYaml(YamlNode? node) => node switch
    {
        null => null,
        YamlScalar scalar => scalar.Value,
        YamlSequence list => new ValueList(list.Items.Select(FromYaml)),
        YamlMapping map => new ValueMap(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, FromYaml(e.Value)))),
        _ => null,
    };

    public static ValueMap MapFromYaml(YamlNode? node) => FromYaml(node) as ValueMap ?? ValueMap.Empty;

    /// <summary><c>str(value)</c> of Python.</summary>
    public static string Text(object? value) => value is string text ? text : Repr(value);

    /// <summary><c>repr(value)</c> of Python, for scalars, lists and mappings.</summary>
    public static string Repr(object? value) => value switch
    {
        null => "None",
        bool b => b ? "True" : "False",
        long or BigInteger => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        double number => Jinja.Values.PyRepr.Of(number),
        string text => Jinja.Values.PyRepr.Of(text),
        DateOnly date => $"datetime.date({date.Year}, {date.Month}, {date.Day})",
        ValueList list => $"[{string.Join(", ", list.Select(Repr))}]",
        ValueMap map => $"{{{string.Join(", ", map.Select(p => $"{Repr(p.Key)}: {Repr(p.Value)}"))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>How Python decides an <c>if</c>.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool b => b,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        ValueList list => list.Count > 0,
        ValueMap map => map.Count > 0,
        _ => true,
    };
}
