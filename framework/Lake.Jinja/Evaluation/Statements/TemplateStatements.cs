using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation.Expressions;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation.Statements;

/// <summary>The names set so far, for a template that is included or a scoped block.</summary>
internal sealed class LocalDump((string Name, int Hops, int Slot)[] names)
{
    public Dictionary<string, object?> Take(Activation a)
    {
        var locals = new Dictionary<string, object?>();
        foreach (var (name, hops, slot) in names)
        {
            if (OuterVariable.Owner(a, hops).TryPeek(slot, name, out var value))
            {
                locals[name] = value;
            }
        }

        return locals;
    }
}

internal sealed class IncludeStatement(Expression template, bool ignoresMissing, bool withContext, LocalDump locals, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            if (Loading.Find(template.Eval(a), a.Module, ignoresMissing) is { } included)
            {
                var names = withContext ? a.Module.AsScope(locals.Take(a)) : Loading.NoNames;
                Renderer.RunIncluded(included, new Module(included, a.Module.Context, names), a.Session, site);
            }
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return Signal.None;
    }
}

internal sealed class ImportStatement(
    Expression template, bool withContext, LocalDump locals, Target? whole, (string Name, Target Target)[] names, CallSite site, string position)
    : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            var imported = Loading.Find(template.Eval(a), a.Module, ignoresMissing: false)
                ?? throw new InvalidOperationException("a missing template is an error");
            var scope = withContext ? a.Module.AsScope(locals.Take(a)) : Loading.NoNames;
            var module = Renderer.MakeModule(imported, new Module(imported, a.Module.Context, scope), a.Session, site);
            whole?.Assign(a, module);
            foreach (var (name, target) in names)
            {
                target.Assign(a, module.TryGetAttribute(name, out var value) ? value : a.Module.MakeUndefined(
                    name,
                    $"the template {PyRepr.OfString(imported.Source.Path)} (imported on {position}) does not export the requested name {PyRepr.OfString(name)}"));
            }
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return Signal.None;
    }
}

internal sealed class ExtendsStatement(Expression template, int parentSlot, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            if (a.Slots[parentSlot] is Template)
            {
                throw JinjaError.Template("extended multiple times");
            }

            var parent = Loading.Find(template.Eval(a), a.Module, ignoresMissing: false);
            a.Slots[parentSlot] = parent;
            foreach (var block in parent?.Compiled.Blocks ?? [])
            {
                Renderer.AddBlock(a.Module, block);
            }
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }

        return Signal.None;
    }
}

internal sealed class BlockStatement(string name, bool isRequired, LocalDump? scoped, CallSite site) : Statement
{
    public override Signal Exec(Activation a)
    {
        try
        {
            if (isRequired && a.Module.Blocks[name].Count <= 1)
            {
                throw JinjaError.Template($"Required block {PyRepr.OfString(name)} not found");
            }

            var module = scoped is null ? a.Module : a.Module.Derive(scoped.Take(a));
            return Renderer.RunBlock(module, name, 0, a.Session, site);
        }
        catch (JinjaError e) when (site.Note(e, a))
        {
            throw;
        }
    }
}
