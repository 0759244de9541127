using System.Numerics;
using Lake.Jinja.Methods;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>All tests by name.</summary>
internal static class TestTable
{
    private static readonly Dictionary<string, Builtin> Tests = Types().Concat(Values()).Concat(Comparisons())
        .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Tests.Keys;

    public static Builtin? Find(string name) => Tests.GetValueOrDefault(name);

    private static Dictionary<string, Builtin> Types() => new()
    {
        ["defined"] = One("defined", value => value is not Undefined),
        ["undefined"] = One("undefined", value => value is Undefined),
        ["none"] = One("none", value => value is null),
        ["boolean"] = One("boolean", value => value is bool),
        ["true"] = One("true", value => value is true),
        ["false"] = One("false", value => value is false),
        ["integer"] = One("integer", value => value is long or BigInteger),
        ["float"] = One("float", value => value is double),
        ["number"] = One("number", value => PyNumber.IsNumber(value) || value is PyDecimal),
        ["string"] = One("string", value => value is string or Markup or NativeMarker),
        ["mapping"] = One("mapping", value => value is JinjaObject { IsMapping: true }),
        ["sequence"] = One("sequence", value => value is string or JinjaObject { IsSequence: true, Length: not null }),
        ["iterable"] = One("iterable", PyIteration.IsIterable),
        ["callable"] = One("callable", value => value is JinjaObject { IsCallable: true }),
        ["escaped"] = One("escaped", value => value is Markup),
    };

    private static Dictionary<string, Builtin> Values() => new()
    {
        ["odd"] = One("odd", value => PyCompare.Equal(Modulo(value, 2L), 1L)),
        ["even"] = One("even", value => PyCompare.Equal(Modulo(value, 2L), 0L)),
        ["divisibleby"] = new("test_divisibleby", "value, num", a => PyBox.Of(PyCompare.Equal(Modulo(a[0], a[1]), 0L))),
        ["lower"] = One("lower", value => StringTests.IsLower(PyText.Of(value))),
        ["upper"] = One("upper", value => StringTests.IsUpper(PyText.Of(value))),
        ["sameas"] = new("test_sameas", "value, other", a => PyBox.Of(IsSame(a[0], a[1]))),
        ["in"] = new("test_in", "value, seq", a => PyBox.Of(Membership.Contains(a[1], a[0]))),
        ["filter"] = new("test_filter", "value", (a, env) => PyBox.Of(
            Name(a[0]) is { } name && FilterTable.Find(name, env.Options.IsDbt, env.Options.IsNative) is not null)),
        ["test"] = new("test_test", "value", a => PyBox.Of(Name(a[0]) is { } name && Tests.ContainsKey(name))),
    };

    private static IEnumerable<KeyValuePair<string, Builtin>> Comparisons()
    {
        (CompareOperator Operator, string[] Names)[] all =
        [
            (CompareOperator.Equal, ["==", "eq", "equalto"]),
            (CompareOperator.NotEqual, ["!=", "ne"]),
            (CompareOperator.Greater, [">", "gt", "greaterthan"]),
            (CompareOperator.GreaterOrEqual, [">=", "ge"]),
            (CompareOperator.Less, ["<", "lt", "lessthan"]),
            (CompareOperator.LessOrEqual, ["<=", "le"]),
        ];
        return all.SelectMany(item => item.Names.Select(name => KeyValuePair.Create(
            name, new Builtin(name, "a, b", a => PyBox.Of(PyCompare.Compare(item.Operator, a[0], a[1]))))));
    }

    private static Builtin One(string name, Func<object?, bool> test) => new("test_" + name, "value", a => PyBox.Of(test(a[0])));

    /// <summary>What is looked up among names must be hashable, as in any dict.</summary>
    private static string? Name(object? value)
    {
        PyCompare.Hash(value);
        return value as string;
    }

    private static object? Modulo(object? value, object? by) => Arithmetic.Apply(BinaryOperator.Modulo, value, by);

    /// <summary>Small integers and the singletons are one object each in Python.</summary>
    private static bool IsSame(object? a, object? b) => ReferenceEquals(a, b) || (a, b) switch
    {
        (bool x, bool y) => x == y,
        (long x, long y) => x == y,
        (string x, string y) => x == y,
        _ => false,
    };
}
