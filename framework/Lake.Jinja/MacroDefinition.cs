using System.Collections.Immutable;
using Lake.Jinja.Compiling;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja;

/// <summary>
/// A macro (or test, materialization, snapshot, docs block) of a file, which belongs to no rendering yet.
/// </summary>
/// <example>
/// <code>
/// var macro = template.Macros[0].Bind(context);        // callable from templates under whatever name
/// var value = macro.Call(CallArguments.Of(1L, "a"));   // and from C#
/// </code>
/// </example>
public sealed class MacroDefinition
{
    private readonly Lazy<CompiledMacro> _compiled;

    private MacroDefinition(Template template, MacroSyntax syntax)
    {
        (Template, Syntax) = (template, syntax);
        _compiled = new(() => TemplateCompiler.CompileMacro(template, syntax));
    }

    public Template Template { get; }

    public MacroSyntax Syntax { get; }

    public MacroKind Kind => Syntax.Kind;

    /// <summary>As written after the tag's name.</summary>
    public string Name => Syntax.Name;

    /// <summary>The name it is called by: <c>test_x</c>, <c>materialization_x_default</c>, else <see cref="Name"/>.</summary>
    public string FullName => Syntax.FullName;

    /// <summary>Of a materialization; <c>default</c> for the default one.</summary>
    public string? Adapter => Syntax.Adapter;

    public ImmutableArray<ParameterSyntax> Parameters => Syntax.Parameters;

    /// <summary>The whole block with its tags.</summary>
    public string BlockText => Template.Source.GetText(Syntax.Span);

    /// <summary>What stands between the tags.</summary>
    public string BodyText => Template.Source.GetText(Syntax.BodySpan);

    public Location Location => Template.Source.At(Syntax.NameSpan);

    /// <summary>The languages a materialization supports when they are a literal list; <c>sql</c> by default.</summary>
    public ImmutableArray<string> SupportedLanguages =>
        Parameters.FirstOrDefault(p => p.Name == "supported_languages")?.Default is ListSyntax list
            ? [.. list.Items.OfType<LiteralSyntax>().Select(item => item.Value).OfType<string>()]
            : ["sql"];

    /// <summary>
    /// The macro as a callable that finds its names in the context. A call gives the value of <c>return()</c>, else the
    /// macro's text. Within a rendering it shares that rendering's limits, output and call stack.
    /// </summary>
    public BoundMacro Bind(RenderContext context) => new(this, context);

    internal CompiledMacro Compiled => Template.SyntaxDiagnostics.IsEmpty && _compiled.Value.Diagnostics.IsEmpty
        ? _compiled.Value
        : throw new DiagnosticException(Template.SyntaxDiagnostics.AddRange(
            Template.SyntaxDiagnostics.IsEmpty ? _compiled.Value.Diagnostics : []));

    internal static ImmutableArray<MacroDefinition> In(Template template) =>
        [.. template.Root.Body.OfType<MacroSyntax>().Select(syntax => new MacroDefinition(template, syntax))];
}
