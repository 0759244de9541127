using Lake.Jinja.Builtins;
using Lake.Jinja.Compiling;
using Lake.Jinja.Globals;
using Lake.Jinja.Options;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>
/// A template at work: where its free names come from, what its top level has set, and its blocks with those that
/// override them. Jinja2 calls it the context.
/// </summary>
internal sealed class Module(Template template, RenderContext context, NameScope? names = null)
{
    private readonly NameScope _names = names ?? context.Names;

    public Template Template => template;

    public RenderContext Context => context;

    /// <summary>What filters and tests are called with.</summary>
    public FilterEnvironment Environment => field ??= new(template.Options, context.Undefined);

    public UndefinedMode Undefined => context.Undefined;

    /// <summary>What the top level has set, when a template needs to know: it has blocks, includes or is imported.</summary>
    public Dictionary<string, object?>? Variables { get; set; }

    public HashSet<string> Exported => field ??= [];

    public Dictionary<string, List<CompiledBlock>> Blocks
    {
        get => field ??= [];
        init;
    }

    public bool TryResolve(string name, out object? value) =>
        (Variables is not null && Variables.TryGetValue(name, out value))
        || _names.TryGet(name, out value)
        || BuiltinGlobals.TryGet(name, out value);

    public Undefined MakeUndefined(string name) =>
        context.Undefined == UndefinedMode.Parse ? new ParseUndefined(name) : new Undefined(name);

    public Undefined MakeUndefined(string? name, string message) => Environment.MakeUndefined(name, message);

    public IEnumerable<string> Names => (Variables?.Keys ?? Enumerable.Empty<string>()).Concat(_names.Names).Concat(BuiltinGlobals.Names);

    /// <summary>The same names with some more on top; blocks are shared with those of this moment.</summary>
    public Module Derive(Dictionary<string, object?> locals) =>
        new(template, context, new OverlayScope(locals, this)) { Blocks = Blocks.ToDictionary(block => block.Key, block => block.Value.ToList()) };

    /// <summary>Everything visible, as names for another template.</summary>
    public NameScope AsScope(Dictionary<string, object?> locals) => new OverlayScope(locals, this);

    private sealed class OverlayScope(Dictionary<string, object?> locals, Module module) : NameScope
    {
        public override IEnumerable<string> Names => locals.Keys.Concat(module.Names);

        public override bool TryGet(string name, out object? value) =>
            locals.TryGetValue(name, out value) || module.TryResolve(name, out value);
    }
}
