using Lake.Jinja.Dbt;
using Lake.Jinja.Modules;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Functions;
using Lake.Project.Contexts.Values;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Units;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary>dbt's own names, made when a template first asks for them.</summary>
internal static class ContextNames
{
    private static readonly Dictionary<string, Func<NodeContext, object?>> Makers = new(StringComparer.Ordinal)
    {
        ["dbt_version"] = _ => DbtVersion.Text,
        ["modules"] = _ => PyModules.Create(),
        ["var"] = c => new VarFunction(c.Environment.Variables, c.Package, isRequired: c.Capture is null, text => OutputFunctions.Render(c, text)),
        ["env_var"] = c => EnvVarFunction.Create(c.Environment.Options.Environment, allowSecrets: false),
        ["target"] = c => TemplateValues.FromPlain(c.Environment.Target.Visible),
        ["project_name"] = c => c.Environment.Settings.Name,
        ["execute"] = c => PyBox.Of(c.Executes),
        ["ref"] = c => Function("ref", a => RefFunction.Ref(c, a)),
        ["source"] = c => Function("source", a => RefFunction.Source(c, a)),
        ["config"] = c => new ConfigValue(c),
        ["builtins"] = Builtins,
        ["adapter"] = c => c.Adapter,
        ["api"] = c => new PyDict { { "Relation", c.Relations }, { "Column", c.Columns } },
        ["column"] = c => c.Columns,
        ["exceptions"] = c => new ExceptionsValue(c),
        ["flags"] = c => new FlagsValue(c),
        ["graph"] = Graph,
        ["model"] = c => c.Node is { } node ? c.ModelValues(node) : null,
        ["this"] = c => c.Node is CodeNode ? RefFunction.Dummy(c) : null,
        ["database"] = c => c.Node is CodeNode node ? node.Database : c.Environment.Target.Database,
        ["schema"] = c => c.Node is CodeNode node ? node.Schema : c.Environment.Target.Schema,
        ["context"] = c => new ContextValue(c),
        ["store_result"] = c => Function("store_result", c.Results.Store),
        ["store_raw_result"] = c => Function("store_raw_result", c.Results.StoreRaw),
        ["load_result"] = c => Function("load_result", c.Results.Load),
        ["load_agate_table"] = c => Function("load_agate_table", _ => SeedTable.Load(c)),
        ["write"] = c => Function("write", a => OutputFunctions.Write(c, a)),
        ["log"] = c => Function("log", a => OutputFunctions.Log(c, a)),
        ["print"] = c => Function("print", a => OutputFunctions.Print(c, a)),
        ["render"] = c => Function("render", a => OutputFunctions.Render(c, a.Text(0, "string"))),
        ["try_or_compiler_error"] = _ => Function("try_or_compiler_error", OutputFunctions.Try),
        ["pre_hooks"] = c => Hooks.Of(c.Node?.Config.PreHooks ?? []),
        ["post_hooks"] = c => Hooks.Of(c.Node?.Config.PostHooks ?? []),
        ["validation"] = _ => new PyDict { { "any", new ValidationValue() } },
        ["run_started_at"] = c => PyValue.From(c.Environment.Options.StartedAt),
        ["invocation_id"] = c => c.Environment.Options.InvocationId,
        ["thread_id"] = c => c.Settings.Thread,
        ["selected_resources"] = c => TemplateValues.FromPlain(c.Settings.Selected),
        ["invocation_args_dict"] = c => TemplateValues.FromPlain(c.Environment.Options.Flags),
        ["dbt_metadata_envs"] = MetadataEnvironment,
        ["_dbt_generic_test_kwargs"] = c => c.Node is TestNode { Metadata: { } metadata } ? TestArguments.Render(c, metadata) : null,
    };

    /// <summary>What is different in every run: <c>modules</c> has a clock in it.</summary>
    private static readonly HashSet<string> Volatile =
        ["run_started_at", "invocation_id", "invocation_args_dict", "flags", "dbt_metadata_envs", "modules", "thread_id", "selected_resources"];

    public static IEnumerable<string> All => Makers.Keys.Concat(DbtFunctions.All.Keys);

    public static bool TryGet(NodeContext context, string name, out object? value)
    {
        if (Volatile.Contains(name))
        {
            FileUnit.NoteVolatile();
            if (name != "flags")
            {
                // Flags tell themselves what was asked of them.
                context.NoteOutside();
            }
        }

        if (Makers.TryGetValue(name, out var make))
        {
            value = make(context);
            return value is not null;
        }

        return DbtFunctions.All.TryGetValue(name, out value);
    }

    private static PyDict Graph(NodeContext context)
    {
        context.NoteOutside();
        return context.Project is { } project ? GraphValues.Of(project) : GraphValues.Empty();
    }

    private static NativeFunction Function(string name, Func<CallArguments, object?> body) => new(name, body);

    private static PyDict Builtins(NodeContext context) => new()
    {
        { "ref", Function("ref", a => RefFunction.Ref(context, a)) },
        { "source", Function("source", a => RefFunction.Source(context, a)) },
        { "config", new ConfigValue(context) },
    };

    private static PyDict MetadataEnvironment(NodeContext context) => new(context.Environment.Options.Environment
        .Where(v => v.Key.StartsWith("DBT_ENV_CUSTOM_ENV_", StringComparison.Ordinal))
        .Select(v => KeyValuePair.Create(v.Key["DBT_ENV_CUSTOM_ENV_".Length..], (object?)v.Value)));
}
