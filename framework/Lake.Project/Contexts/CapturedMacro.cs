using Lake.Jinja;
using Lake.Jinja.Values;

namespace Lake.Project.Contexts;

/// <summary>A macro whose calls by the node itself, not those by other macros, become dependencies of the node.</summary>
internal sealed class CapturedMacro(string uniqueId, BoundMacro macro, NodeContext context) : JinjaObject
{
    public override string TypeName => macro.TypeName;

    public override bool IsCallable => true;

    public override bool TryGetAttribute(string name, out object? value) => macro.TryGetAttribute(name, out value);

    public override object? Call(in CallArguments arguments)
    {
        if (!arguments.IsInMacro)
        {
            context.NoteCall(uniqueId);
        }

        return macro.Call(arguments);
    }
}
