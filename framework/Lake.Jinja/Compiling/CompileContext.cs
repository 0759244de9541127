using Lake.Jinja.Errors;
using Lake.Jinja.Evaluation;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja.Compiling;

/// <summary>What all parts of one compilation share.</summary>
internal sealed class CompileContext(Template template)
{
    private static readonly RenderContext Nothing = new(Loading.NoNames);

    public Template Template => template;

    public bool IsDbt => template.Options.IsDbt;

    public bool IsNative => template.Options.IsNative;

    public List<Diagnostic> Diagnostics { get; } = [];

    public Dictionary<string, BlockSyntax> Blocks { get; } = [];

    /// <summary>Runs what depends on literals only.</summary>
    public Activation Constants { get; } = new(new Session(Nothing), new Module(template, Nothing), [], null);

    public CallSite Site(SyntaxNode node, Frame? frame = null) => new(template.Source, node, frame?.Scope);

    /// <summary>Whether a word occurs in the text of a node at all: saves the search for a name in its tree.</summary>
    public bool Mentions(TextSpan span, string word) => template.Source.Text.AsSpan(span.Start, span.Length).Contains(word, StringComparison.Ordinal);

    public void Fail(TextSpan span, string message, string? hint = null) =>
        Diagnostics.Add(JinjaRules.Syntax.At(template.Source.At(span), message, hint));

    /// <summary>An error that Jinja2 leaves to Python's compiler, which makes it one of running.</summary>
    public void FailPython(TextSpan span, string message) => Diagnostics.Add(JinjaRules.Runtime.At(template.Source.At(span), message));

    /// <summary>dbt keeps macros of a template apart from those it calls by name.</summary>
    public string NameOf(MacroSyntax macro) =>
        !IsDbt ? macro.Name : macro.Kind == MacroKind.Docs ? "dbt_docs__" + macro.Name : "dbt_macro__" + macro.FullName;

    /// <summary>As Jinja2 says it: the line, and the template's name when it has one.</summary>
    public string Position(SyntaxNode node) => $"line {template.Source.GetPosition(node.Span.Start).Line}";
}
