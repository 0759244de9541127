using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>Filters of any value.</summary>
internal static class ValueFilters
{
    private static readonly Builtin Default = new("do_default", "value, default_value='', boolean=False", a =>
        a[0] is Undefined || (PyValue.IsTrue(a[2]) && !PyValue.IsTrue(a[0])) ? a[1] : a[0]);

    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["default"] = Default,
        ["d"] = Default,
        ["attr"] = new("do_attr", "obj, name", (a, env) => Attribute(a[0], a[1] is string or Markup ? PyText.Of(a[1]) : throw JinjaError.Type($"attribute name must be string, not '{PyValue.TypeName(a[1])}'"), env)),
        ["pprint"] = new("do_pprint", "value", a => PrettyPrinter.Format(a[0])),
    };

    /// <summary>Only attributes, never items.</summary>
    private static object? Attribute(object? owner, string name, FilterEnvironment env)
    {
        if (name.StartsWith('_'))
        {
            var hidden = Access.Attribute(owner, name, env.Undefined);
            return hidden is Undefined ? hidden : Undefined.Missing(owner, name, env.Undefined);
        }

        return Access.TryGetAttribute(owner, name, out var value) ? value : Undefined.Missing(owner, name, env.Undefined);
    }
}
