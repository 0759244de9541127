using Lake.Jinja.Globals;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>An imported template: its attributes are the names it sets at its top level.</summary>
internal sealed class TemplateModule(string name, string text, Dictionary<string, object?> exports) : JinjaObject
{
    public override string TypeName => "TemplateModule";

    public override string Text => text;

    public override string Repr => $"<TemplateModule {PyRepr.OfString(name)}>";

    public override bool TryGetAttribute(string name, out object? value) => exports.TryGetValue(name, out value);
}

/// <summary><c>self</c>: its attributes are the blocks.</summary>
internal sealed class TemplateReference(Module module) : JinjaObject
{
    public override string TypeName => "TemplateReference";

    public override string Repr => "<TemplateReference None>";

    public override bool TryGetItem(object? key, out object? value)
    {
        value = key is string name && module.Blocks.ContainsKey(name) ? new BlockReference(module, name, 0) : null;
        return value is not null;
    }
}

/// <summary>A block that can be called for its text; <c>super</c> leads to the block it overrides.</summary>
internal sealed class BlockReference(Module module, string name, int depth) : JinjaObject
{
    public override string TypeName => "BlockReference";

    public override bool IsCallable => true;

    public static object Super(Module module, string name, int depth) => depth + 1 < module.Blocks[name].Count
        ? new BlockReference(module, name, depth + 1)
        : module.MakeUndefined("super", $"there is no parent block called {PyRepr.OfString(name)}.");

    public override bool TryGetAttribute(string name1, out object? value)
    {
        value = name1 == "super" ? Super(module, name, depth) : null;
        return value is not null;
    }

    public override object? Call(in CallArguments arguments)
    {
        var session = arguments.Session as Session ?? new Session(module.Context);
        var mark = session.Output.Length;
        if (Renderer.RunBlock(module, name, depth, session, arguments.Place as CallSite) == Signal.Return)
        {
            session.Output.Drop(mark);
            throw new ReturnException(session.Returned);
        }

        return session.Output.Cut(mark);
    }
}
