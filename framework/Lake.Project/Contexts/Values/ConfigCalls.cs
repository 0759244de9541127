using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Values;

namespace Lake.Project.Contexts.Values;

/// <summary>The arguments of <c>config(…)</c> as plain values.</summary>
internal static class ConfigCalls
{
    /// <summary>Keyword arguments, or the entries of one dict, as they are when the result is called.</summary>
    public static Func<ValueMap> Read(CallArguments arguments) => arguments switch
    {
        { Count: 1, Keywords.Length: 0 } when arguments.Positional[0] is PyDict dict => () => TemplateValues.ToPlain(dict) as ValueMap ?? ValueMap.Empty,
        { Count: 0 } => () => new ValueMap(arguments.Keywords.Select(k => KeyValuePair.Create(k.Name, TemplateValues.ToPlain(k.Value)))),
        _ => throw new JinjaError(ErrorKind.TypeError, "config() takes keyword arguments or one dict") { Hint = "name what you set: config(materialized='table')" },
    };
}
