using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Adapters;
using Lake.Project.Contexts.Relations;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Sql;

namespace Lake.Project.Contexts;

/// <summary>
/// Everything that templates rendered for one node can see, and what they leave behind. Serves one thread.
/// </summary>
public sealed class NodeContext
{
    private readonly NodeScope _scope;
    private readonly List<CodeNode> _ephemerals = [];
    private readonly List<string> _called = [];
    private readonly long _draws = Chance.Draws;
    private bool _isRepeatable = true;
    private string? _compiled;

    private NodeContext(
        ProjectEnvironment environment, string package, Node? node,
        UndefinedMode undefined = UndefinedMode.Execute, bool tracks = false, CancellationToken cancellation = default)
    {
        (Environment, Package, Node) = (environment, package, node);
        Relations = new RelationFactory(environment.Settings.Quoting);
        Columns = new ColumnFactory(environment.Target.Type);
        Adapter = new AdapterValue(this);
        _scope = new NodeScope(this);
        Rendering = new RenderContext(_scope) { Undefined = undefined, TrackSources = tracks, Cancellation = cancellation };
    }

    public ProjectEnvironment Environment { get; }

    /// <summary>The package whose names and variables the templates see first.</summary>
    public string Package { get; }

    public Node? Node { get; }

    /// <summary>Null while the project is being read.</summary>
    public LoadedProject? Project { get; private init; }

    /// <summary>What a parse-mode rendering tells; null when templates execute.</summary>
    public ParseCapture? Capture { get; private init; }

    public IWarehouse? Warehouse { get; private init; }

    public IContextOutput Output { get; private init; } = SilentOutput.Instance;

    public ExecutionSettings Settings { get; private init; } = new();

    /// <summary>What <c>execute</c> says.</summary>
    public bool Executes => Capture is null && Project is not null;

    /// <summary>Ephemeral models that the rendering referred to, in the order of the first calls.</summary>
    public IReadOnlyList<CodeNode> Ephemerals => _ephemerals;

    /// <summary>Unique ids of the macros that the node's own templates called while they executed.</summary>
    public IReadOnlyList<string> CalledMacros => _called;

    /// <summary>What <c>write</c> was given last: the statement that <c>target/run</c> shows.</summary>
    public string? Written { get; set; }

    /// <summary>Whether the templates have warned of anything.</summary>
    public bool HasWarned { get; private set; }

    /// <summary>
    /// Whether the templates would give the same again: nothing was asked of the warehouse, the clock or the whole graph, and
    /// nothing was said but the text.
    /// </summary>
    public bool IsRepeatable => _isRepeatable && _ephemerals.Count == 0 && _draws == Chance.Draws;

    /// <summary>What the statement <c>main</c> gave; null when there was none.</summary>
    public StatementResult? MainResult => Results.Main;

    /// <summary>To render templates and call macros with.</summary>
    public RenderContext Rendering { get; }

    /// <summary><c>this</c>: the relation that the node builds.</summary>
    public RelationValue ThisRelation => Functions.RefFunction.Dummy(this);

    /// <summary>A source table as templates know it.</summary>
    public RelationValue RelationOf(SourceNode source) => Relations.Of(source);

    public RelationValue RelationOf(RelationName name) => Relations.Create(name.Database, name.Schema, name.Identifier);

    internal RelationFactory Relations { get; }

    internal ColumnFactory Columns { get; }

    internal AdapterValue Adapter { get; }

    internal StatementResults Results { get; } = new();

    /// <summary>For SQL that is being read: <c>execute</c> is false, calls are captured, the warehouse is out of reach.</summary>
    public static NodeContext ForParsing(ProjectEnvironment environment, string package, Node? node, ParseCapture capture) =>
        new(environment, package, node, UndefinedMode.Parse) { Capture = capture };

    /// <summary>For YAML, descriptions and naming macros: variables, target and macros, no node.</summary>
    public static NodeContext ForMacros(ProjectEnvironment environment, string package) => new(environment, package, null);

    /// <summary>For compiling and running a node. Without a warehouse, templates that ask it fail with <c>needs-connection</c>.</summary>
    public static NodeContext ForExecution(
        LoadedProject project, string package, Node? node, IWarehouse? warehouse, ExecutionSettings settings,
        IContextOutput output, CancellationToken cancellation = default) =>
        new NodeContext(project.Environment, package, node, UndefinedMode.Execute, tracks: true, cancellation)
        {
            Project = project,
            Warehouse = warehouse,
            Output = output,
            Settings = settings,
        }.WithBatch();

    /// <summary>The first batch makes the table as any other model does; the others add to it whatever the flags say.</summary>
    private NodeContext WithBatch()
    {
        if (Settings.Batch is { IsIncremental: true })
        {
            Set("is_incremental", new NativeFunction("is_incremental", _ => PyBox.True));
            Set("should_full_refresh", new NativeFunction("should_full_refresh", _ => PyBox.False));
        }

        if (Settings.Batch is { IsFirst: false })
        {
            Set("pre_hooks", new PyList());
        }

        if (Settings.Batch is { IsLast: false })
        {
            Set("post_hooks", new PyList());
        }

        return this;
    }

    /// <summary>What refs and sources give in place of the relations of the project; null for those.</summary>
    internal Func<Node, RelationValue>? Inputs { get; set; }

    /// <summary>Gives a name a value, before all macros and built-in names.</summary>
    public void Set(string name, object? value) => _scope.Set(name, value);

    /// <summary>Lets a macro, which may be named with its package, give a value instead of being called.</summary>
    internal void Override(string macro, object? value) => _scope.Override(macro, value);

    /// <summary>Makes the compiled SQL known as <c>sql</c>, <c>compiled_code</c> and in <c>model</c>.</summary>
    internal void SetCompiled(string code)
    {
        Set("sql", code);
        Set("compiled_code", code);
        _compiled = code;
        _scope.Forget("model");
    }

    /// <summary>What is compiled is known by two more keys of the model, and a batch by one.</summary>
    internal PyDict ModelValues(Node node)
    {
        var model = NodeValues.Of(node);
        if (_compiled is { } code)
        {
            model.Add("compiled", PyBox.True);
            model.Add("compiled_code", code);
        }

        if (Settings.Batch is { } batch)
        {
            model.Add("batch", new PyDict
            {
                { "id", batch.Id },
                { "event_time_start", PyValue.From(batch.Window.Start) },
                { "event_time_end", PyValue.From(batch.Window.End) },
            });
        }

        return model;
    }

    /// <summary>The macro that a bare name means here, bound to this context; null when there is none.</summary>
    /// <summary>Methods of the adapter in whose place a macro is running.</summary>
    internal HashSet<string> Overridden { get; } = new(StringComparer.Ordinal);

    public BoundMacro? FindMacro(string name) =>
        Environment.Macros.Find(name, Package) is { } macro ? Bind(macro) : null;

    public BoundMacro Bind(Macro macro) => _scope.Bind(macro);

    /// <summary>Tells that the templates have said, or asked for, what may be different in another run.</summary>
    internal void NoteOutside() => _isRepeatable = false;

    internal void Warn(Text.Diagnostic warning)
    {
        NoteOutside();
        HasWarned = true;
        Output.Warn(warning);
    }

    /// <summary>The text of a file; seeds are the only ones that templates may ask for.</summary>
    internal string ReadFile(string path)
    {
        NoteOutside();
        return Settings.ReadFile(path);
    }

    internal void AddEphemeral(CodeNode node)
    {
        if (!_ephemerals.Contains(node))
        {
            _ephemerals.Add(node);
        }
    }

    internal void NoteCall(string macro)
    {
        if (Capture is { } capture)
        {
            capture.AddMacro(macro);
        }
        else if (!_called.Contains(macro, StringComparer.Ordinal))
        {
            _called.Add(macro);
        }
    }

    internal ValueMap NodeConfigValues => Node?.Config.Values ?? ValueMap.Empty;

    internal IWarehouse RequireWarehouse(CallArguments arguments)
    {
        NoteOutside();
        return Warehouse ?? throw ContextRules.NeedsConnection.Error(
            arguments.Site, "this asks the warehouse for something, and none is connected",
            "guard it with '{% if execute %}', or run the command with a connection");
    }
}
