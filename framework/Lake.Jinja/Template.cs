using System.Collections.Immutable;
using Lake.Jinja.Compiling;
using Lake.Jinja.Evaluation;
using Lake.Jinja.Options;
using Lake.Jinja.Parsing;
using Lake.Jinja.Tree;
using Lake.Text;

namespace Lake.Jinja;

/// <summary>
/// A parsed template. Immutable: any number of threads may render it at once.
/// </summary>
/// <example>
/// <code>
/// var template = Template.Parse(new SourceFile("models/a.sql", "select {{ n + 1 }}"), JinjaOptions.Dbt);
/// var result = template.Render(new RenderContext(new Dictionary&lt;string, object?&gt; { ["n"] = 1L }));
/// // result.Text == "select 2"
/// </code>
/// </example>
public sealed class Template
{
    private const int UsesBeforeKept = 6;
    private readonly Lock _lock = new();
    private readonly TextSpan _span;
    private WeakReference<ParsedTemplate>? _parsed;
    private ImmutableArray<Diagnostic> _syntaxDiagnostics;
    private StaticCalls? _staticCalls;
    private ImmutableArray<MacroDefinition> _macros;
    private WeakReference<CompiledTemplate>? _compiled;
    private CompiledTemplate? _kept;
    private int _uses;
    private ImmutableArray<Diagnostic>? _diagnostics;

    private Template(SourceFile source, TextSpan span, JinjaOptions options) => (Source, _span, Options) = (source, span, options);

    public SourceFile Source { get; }

    public JinjaOptions Options { get; }

    /// <summary>The tree; complete even when there are diagnostics.</summary>
    public TemplateSyntax Root => Parsed.Root;

    /// <summary>All that is wrong with the template before it runs, in order of place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
        SyntaxDiagnostics.IsEmpty ? _diagnostics ?? Compile().Diagnostics : SyntaxDiagnostics;

    /// <summary>The definitions at the top level of the file: macros, tests, materializations, snapshots, docs.</summary>
    public ImmutableArray<MacroDefinition> Macros
    {
        get
        {
            if (_staticCalls is { IsComplete: true })
            {
                return [];
            }

            lock (_lock)
            {
                return _macros = _macros.IsDefault ? MacroDefinition.In(this) : _macros;
            }
        }
    }

    /// <summary>The calls of <c>ref</c>, <c>source</c> and <c>config</c>, when they can be known without rendering.</summary>
    public StaticCalls StaticCalls => _staticCalls ??= StaticCallReader.Read(Source, _span, Options);

    internal ImmutableArray<Diagnostic> SyntaxDiagnostics => _syntaxDiagnostics.IsDefault ? Parsed.Diagnostics : _syntaxDiagnostics;

    /// <summary>
    /// Parsed at the latest when somebody asks: what the static calls tell of a model is often all. Held weakly, as its
    /// executable form is; macros hold their part of it.
    /// </summary>
    private ParsedTemplate Parsed
    {
        get
        {
            lock (_lock)
            {
                if (_parsed is null || !_parsed.TryGetTarget(out var parsed))
                {
                    parsed = TemplateParser.Parse(Source, _span, Options);
                    (_parsed, _syntaxDiagnostics) = (new(parsed), parsed.Diagnostics);
                }

                return parsed;
            }
        }
    }

    /// <summary>Never throws: what is wrong with the text is told by <see cref="Diagnostics"/>.</summary>
    public static Template Parse(SourceFile source, JinjaOptions? options = null) =>
        Parse(source, new TextSpan(0, source.Text.Length), options);

    /// <summary>The same for a part of a file; all places are those of the file.</summary>
    public static Template Parse(SourceFile source, TextSpan span, JinjaOptions? options = null) =>
        new(source, span, options ?? JinjaOptions.Jinja);

    /// <summary>
    /// Renders to text. Throws a <see cref="DiagnosticException"/> for a template with errors and for whatever fails
    /// while it runs; a <see cref="OperationCanceledException"/> when cancelled.
    /// </summary>
    public RenderResult Render(RenderContext context) => Renderer.Render(this, context);

    /// <summary>
    /// Renders natively: a template of one expression gives its value, anything else the text. For templates parsed
    /// with <see cref="JinjaOptions.DbtNative"/>.
    /// </summary>
    public object? Evaluate(RenderContext context) => Renderer.Evaluate(this, context);

    /// <summary>The executable form; throws the template's diagnostics when it has any.</summary>
    internal CompiledTemplate Compiled =>
        !Diagnostics.IsEmpty ? throw new DiagnosticException(Diagnostics)
        : Compile() is { OnRender: { } reason } ? throw new DiagnosticException(reason)
        : Compile();

    /// <summary>
    /// Held weakly at first: a project has thousands of models that are rendered once or twice, and compiling one again
    /// takes less than a collection that has to walk them all.
    /// </summary>
    private CompiledTemplate Compile()
    {
        if (_kept is { } kept)
        {
            return kept;
        }

        lock (_lock)
        {
            if (_compiled is null || !_compiled.TryGetTarget(out var compiled))
            {
                compiled = TemplateCompiler.Compile(this);
                _compiled = new WeakReference<CompiledTemplate>(compiled);
                _diagnostics = compiled.Diagnostics;
            }

            _kept = ++_uses > UsesBeforeKept ? compiled : null;
            return compiled;
        }
    }
}
