using Lake.Engines;
using Lake.Jinja.Values;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Runner.Results;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Calls one macro with a connection: <c>run-operation</c>.</summary>
internal sealed class MacroCall(RunScope run, IEngineSession session, CancellationToken cancellation)
{
    /// <param name="name">A macro's name, or <c>package.name</c>. Fails with <c>unknown-macro</c>.</param>
    public static Macro Find(LoadedProject project, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var macro = dot < 0 ? Find(project.Macros, name)
            : project.Macros.TryGet(name[..dot], name[(dot + 1)..], out var found) ? found : null;
        return macro ?? throw ProjectRules.UnknownMacro.Error(
            null, $"no package has a macro '{name}'", Spelling.Hint(name, project.Macros.All.Where(m => m.PackageName != MacroRegistry.BuiltInPackage).Select(m => m.Name)));
    }

    public NodeResult Run(Macro macro, ValueMap arguments)
    {
        var started = run.Events.Now;
        run.Events.Start(macro.UniqueId, "macro", $"macro {macro.Name}");
        var result = new NodeResult
        {
            UniqueId = macro.UniqueId,
            Name = macro.Name,
            ResourceType = "macro",
            Description = $"macro {macro.Name}",
            Status = NodeStatus.Success,
            Thread = 1,
            ExecuteStarted = started,
        };
        try
        {
            var context = run.Context(macro.PackageName, null, new SessionWarehouse(session, cancellation), run.Settings, cancellation);
            context.Bind(macro).Call(new CallArguments([], [.. arguments.Select(a => new Keyword(a.Key, TemplateValues.FromPlain(a.Value)))]));
        }
        catch (DiagnosticException error)
        {
            result = result with { Status = NodeStatus.Error, Message = error.Diagnostics[0].Message, Diagnostics = error.Diagnostics };
        }

        result = result with { ExecuteFinished = run.Events.Now, Duration = run.Events.Now - started };
        run.Events.Finish(result);
        return result;
    }

    /// <summary>The project's own before those of packages, a built-in one last.</summary>
    private static Macro? Find(MacroRegistry macros, string name) =>
        macros.TryGet(macros.RootPackage, name, out var own) ? own
        : macros.All.FirstOrDefault(m => m.Name == name && m.PackageName != MacroRegistry.BuiltInPackage)
            ?? (macros.TryGet(MacroRegistry.BuiltInPackage, name, out var builtIn) ? builtIn : null);
}
