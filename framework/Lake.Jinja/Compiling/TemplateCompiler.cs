using System.Collections.Immutable;
using Lake.Jinja.Errors;
using Lake.Jinja.Tree;

namespace Lake.Jinja.Compiling;

/// <summary>Tree to executable form.</summary>
internal static class TemplateCompiler
{
    public static CompiledTemplate Compile(Template template)
    {
        var context = new CompileContext(template);
        var statements = new StatementCompiler(context);
        var root = template.Root;
        var features = HasFeatures(context, root)
            ? root.DescendantsAndSelf().Where(node => node is BlockSyntax or ExtendsSyntax or IncludeSyntax or ImportSyntax or FromImportSyntax).ToList()
            : [];
        foreach (var block in features.OfType<BlockSyntax>())
        {
            if (!context.Blocks.TryAdd(block.Name, block))
            {
                context.Fail(block.Span, $"block '{block.Name}' defined twice");
            }
        }

        var function = new Function(null);
        var scope = new Scope(function, null);
        var hasExtends = features.Exists(node => node is ExtendsSyntax);
        var self = context.Mentions(root.Span, "self") && UndeclaredNames.In(root.Body, "self").Count > 0 ? scope.DeclareParameter("self").Slot : -1;
        statements.Analyse(scope).Statements(root.Body);
        statements.Inheritance.ParentSlot = hasExtends ? function.GetVariable(0, "(parent)").Slot : -1;
        var frame = new Frame(scope, true, true, false, hasExtends, false, false);
        var body = new CompiledBody(statements.Body(root.Body, frame), FrameEntry.Of(scope), function);
        statements.Inheritance.ParentSlot = -1;
        var blocks = context.Blocks.Values.Select(statements.Inheritance.Compile).ToImmutableArray();
        return new CompiledTemplate(
            body, blocks, features.Count > 0, hasExtends ? function.GetVariable(0, "(parent)").Slot : -1, self, [.. context.Diagnostics], UnknownTag(template));
    }

    private static bool HasFeatures(CompileContext context, TemplateSyntax root) =>
        context.Mentions(root.Span, "block") || context.Mentions(root.Span, "extends") || context.Mentions(root.Span, "include")
        || context.Mentions(root.Span, "import");

    private static Lake.Text.Diagnostic? UnknownTag(Template template) =>
        template.Root.Body.OfType<MacroSyntax>().FirstOrDefault(macro => macro.TagOfFilesOnly is not null) is { TagOfFilesOnly: { } tag } found
            ? JinjaRules.Syntax.At(template.Source.At(found.Span), $"Encountered unknown tag '{tag}'.", "such a block belongs into a file of its own")
            : null;

    /// <summary>A macro of its own: names it does not define come from the context it is bound to.</summary>
    public static CompiledMacro CompileMacro(Template template, MacroSyntax macro)
    {
        var context = new CompileContext(template);
        var function = new Function(null);
        var frame = new Frame(new Scope(function, null), false, false, false, false, false, false);
        var compiled = new StatementCompiler(context).Macros.Compile(
            macro.FullName, macro.Parameters, macro.Body, macro.NameSpan, frame, function);
        return new CompiledMacro
        {
            Name = compiled.Name,
            Body = compiled.Body,
            Parameters = compiled.Parameters,
            Slots = compiled.Slots,
            Defaults = compiled.Defaults,
            CallerSlot = compiled.CallerSlot,
            KeywordsSlot = compiled.KeywordsSlot,
            VarargsSlot = compiled.VarargsSlot,
            HasExplicitCaller = compiled.HasExplicitCaller,
            IsNative = false,
            Diagnostics = [.. context.Diagnostics],
        };
    }
}
