using Lake.Jinja.Parsing;
using Lake.Project.Contexts;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Building;

/// <summary>
/// The fast path: a template whose only calls are <c>ref</c>, <c>source</c> and <c>config</c> with literal arguments
/// needs no rendering to know what it depends on.
/// </summary>
internal sealed class StaticExtraction(MacroRegistry macros)
{
    private static readonly string[] Builtins = ["ref", "source", "config"];

    /// <summary>Packages whose macros replace one of the functions that are read statically.</summary>
    private readonly HashSet<string> _overriding =
        [.. macros.All.Where(m => Builtins.Contains(m.Name, StringComparer.Ordinal)).Select(m => m.PackageName)];

    /// <summary>Null when the template must be rendered.</summary>
    public ParseCapture? Find(CodeNode node)
    {
        if (node.Template is not { StaticCalls: { IsComplete: true } calls }
            || (_overriding.Count > 0 && (_overriding.Contains(macros.RootPackage) || _overriding.Contains(node.PackageName))))
        {
            return null;
        }

        var capture = new ParseCapture();
        foreach (var call in calls.Calls)
        {
            if (!Take(call, capture, node is ModelNode))
            {
                return null;
            }
        }

        return capture;
    }

    /// <summary>False for arguments that are not plainly right: rendering tells what is wrong with them.</summary>
    /// <param name="isModel">Only models does dbt read in this way, and it counts each of their sources once.</param>
    private static bool Take(StaticCall call, ParseCapture capture, bool isModel)
    {
        switch (call.Function)
        {
            case "ref" when Reference(call) is { } reference:
                capture.AddRef(reference);
                return true;
            case "source" when call.Positional is [string source, string table] && call.Keywords.IsEmpty:
                var read = new SourceCall(source, table, call.Location);
                if (isModel)
                {
                    capture.AddSourceOnce(read);
                }
                else
                {
                    capture.AddSource(read);
                }

                return true;
            case "config" when call.Positional.IsEmpty:
                capture.AddConfig(() => new ValueMap(call.Keywords.Select(k => KeyValuePair.Create(k.Name, TemplateValues.ToPlain(k.Value)))));
                return true;
            default:
                return false;
        }
    }

    private static RefCall? Reference(StaticCall call)
    {
        if (call.Keywords.Any(k => k.Name is not ("v" or "version") || k.Value is not (long or double or string)))
        {
            return null;
        }

        var version = call.Keywords.Select(k => k.Value).FirstOrDefault();
        return call.Positional switch
        {
            [string name] => new RefCall(null, name, version, call.Location),
            [string package, string name] => new RefCall(package, name, version, call.Location),
            _ => null,
        };
    }
}
