using Lake.Jinja.Compiling;
using Lake.Jinja.Evaluation.Statements;
using Lake.Jinja.Globals;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>Runs templates, and turns what fails into diagnostics.</summary>
internal static class Renderer
{
    public static RenderResult Render(Template template, RenderContext context) => Run(template, context, static output => new RenderResult(
        output.Values is { } values ? PyText.Of(NativeResult.Of(values)) : output.ToString(), output.Map?.ToMap() ?? SourceMap.Empty));

    public static object? Evaluate(Template template, RenderContext context) => Run(template, context, static output =>
        output.Values is { } values ? NativeResult.Of(values) : output.ToString());

    /// <summary>A macro called from C#.</summary>
    public static object? CallMacro(MacroTarget target, in CallArguments arguments)
    {
        var session = new Session(target.Module.Context);
        try
        {
            var result = MacroCalls.Eval(target, MacroBinding.Activate(target, session, arguments), null);
            session.Output.Release();
            return result;
        }
        catch (Exception e) when (session.Failure.Explain(e) is { } explained)
        {
            throw explained;
        }
    }

    public static void RunIncluded(Template template, Module module, Session session, CallSite site)
    {
        var compiled = template.Compiled;
        session.Enter(template.Source.Path, site);
        try
        {
            Finish(RunRoot(compiled, module, session), session);
        }
        finally
        {
            session.Leave();
        }
    }

    /// <summary>Runs an imported template for the names it sets; its text is what the module prints as.</summary>
    public static TemplateModule MakeModule(Template template, Module module, Session session, CallSite site)
    {
        module.Variables = [];
        var (mark, values) = (session.Output.Length, session.Output.Values);
        session.Output.Values = null;
        try
        {
            RunIncluded(template, module, session, site);
            var text = session.Output.Cut(mark);
            return new TemplateModule(
                template.Source.Path, text, module.Exported.ToDictionary(name => name, name => module.Variables[name]));
        }
        finally
        {
            session.Output.Values = values;
        }
    }

    public static void AddBlock(Module module, CompiledBlock block)
    {
        if (!module.Blocks.TryGetValue(block.Name, out var stack))
        {
            module.Blocks[block.Name] = stack = [];
        }

        stack.Add(block);
    }

    public static Signal RunBlock(Module module, string name, int depth, Session session, CallSite? site)
    {
        var block = module.Blocks[name][depth];
        session.Enter($"block {name}", site);
        try
        {
            var a = new Activation(session, module, new object?[block.Body.Function.SlotCount], null);
            block.Body.Entry?.Enter(a);
            if (block.SelfSlot >= 0)
            {
                a.Slots[block.SelfSlot] = new TemplateReference(module);
            }

            if (block.SuperSlot >= 0)
            {
                a.Slots[block.SuperSlot] = BlockReference.Super(module, name, depth);
            }

            return Body.Run(block.Body.Statements, a);
        }
        finally
        {
            session.Leave();
        }
    }

    private static Signal RunRoot(CompiledTemplate compiled, Module module, Session session)
    {
        if (compiled.NeedsVariables)
        {
            module.Variables ??= [];
        }

        foreach (var block in compiled.Blocks)
        {
            AddBlock(module, block);
        }

        while (true)
        {
            var a = new Activation(session, module, new object?[compiled.Body.Function.SlotCount], null);
            compiled.Body.Entry?.Enter(a);
            if (compiled.SelfSlot >= 0)
            {
                a.Slots[compiled.SelfSlot] = new TemplateReference(module);
            }

            var signal = Body.Run(compiled.Body.Statements, a);
            if (signal != Signal.None || compiled.ParentSlot < 0 || a.Slots[compiled.ParentSlot] is not Template parent)
            {
                return signal;
            }

            compiled = parent.Compiled;
        }
    }

    private static void Finish(Signal signal, Session session)
    {
        if (signal == Signal.Return)
        {
            throw new ReturnException(session.Returned);
        }
    }

    private static T Run<T>(Template template, RenderContext context, Func<OutputBuffer, T> finish)
    {
        var compiled = template.Compiled;
        var session = new Session(context);
        var output = session.Output;
        output.Values = output.Result = template.Options.IsNative ? [] : null;
        try
        {
            Finish(RunRoot(compiled, new Module(template, context), session), session);
            var result = finish(output);
            output.Release();
            return result;
        }
        catch (Exception e) when (session.Failure.Explain(e) is { } explained)
        {
            throw explained;
        }
    }
}
