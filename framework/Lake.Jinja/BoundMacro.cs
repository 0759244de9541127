using Lake.Jinja.Evaluation;
using Lake.Jinja.Values;

namespace Lake.Jinja;

/// <summary>A macro together with the context its names come from.</summary>
public sealed class BoundMacro : JinjaObject
{
    private readonly Module _module;

    internal BoundMacro(MacroDefinition definition, RenderContext context)
    {
        Definition = definition;
        _module = new Module(definition.Template, context);
    }

    public MacroDefinition Definition { get; }

    internal MacroTarget Target => new(Definition.Compiled, _module, null);

    public override string TypeName => "MacroGenerator";

    public override bool IsCallable => true;

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name == "name" ? Definition.FullName : null;
        return value is not null;
    }

    /// <summary>The value of <c>return()</c>, else the text.</summary>
    public override object? Call(in CallArguments arguments) => arguments.Session is Session session
        ? MacroCalls.Call(Target, session, arguments)
        : Renderer.CallMacro(Target, arguments);
}
