using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Relations;
using Lake.Project.Contexts.Values;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>ref</c> and <c>source</c>.</summary>
internal static class RefFunction
{
    public static object? Ref(NodeContext context, CallArguments arguments)
    {
        var call = Call(arguments);
        if (context.Capture is { } capture)
        {
            capture.AddRef(call);
            return Dummy(context);
        }

        if (context.Project is not { } project)
        {
            return Dummy(context);
        }

        var target = project.Finder.FindRef(call, context.Package) ?? throw ContextRules.UndeclaredRef.Error(
            arguments.Site, $"there is no model, seed or snapshot '{Name(call)}'",
            Text.Spelling.Hint(call.Name, project.Finder.RefNames));
        Check(context, arguments, target, $"ref('{call.Name}')");
        if (context.Node is not { } node || !node.Refs.Any(r => r.Name == call.Name && r.Package == call.Package && Equals(r.Version, call.Version)))
        {
            // The project did not resolve this very call when it was read.
            context.NoteOutside();
        }

        if (context.Inputs is { } inputs)
        {
            return inputs(target);
        }

        if (target.IsEphemeral)
        {
            context.AddEphemeral(target);
        }

        return Limited(context, target, context.Settings.Deferred.TryGetValue(target.UniqueId, out var other)
            ? context.Relations.Create(other.Database, other.Schema, other.Identifier)
            : context.Relations.Read(target));
    }

    public static object? Source(NodeContext context, CallArguments arguments)
    {
        if (arguments.Count + arguments.Keywords.Length != 2)
        {
            throw new JinjaError(ErrorKind.TypeError, $"source() takes exactly two arguments ({arguments.Count} given)")
            {
                Hint = "write source('source', 'table')",
            };
        }

        var call = new SourceCall(arguments.Text(0, "source_name"), arguments.Text(1, "table_name"), arguments.Site);
        if (context.Capture is { } capture)
        {
            capture.AddSource(call);
            return Dummy(context);
        }

        if (context.Project is not { } project)
        {
            return Dummy(context);
        }

        var target = project.Finder.FindSource(call, context.Package) ?? throw ContextRules.UndeclaredRef.Error(
            arguments.Site, $"there is no source table '{call.SourceName}.{call.TableName}'",
            Text.Spelling.Hint(
                $"{call.SourceName}.{call.TableName}", project.Finder.SourceNames.Select(s => $"{s.Source}.{s.Table}")));
        Check(context, arguments, target, $"source('{call.SourceName}', '{call.TableName}')");
        if (context.Node is not { } node || !node.Sources.Any(s => s.SourceName == call.SourceName && s.TableName == call.TableName))
        {
            context.NoteOutside();
        }

        return context.Inputs is { } inputs ? inputs(target) : Limited(context, target, context.Relations.Of(target));
    }

    /// <summary>What refs give while nobody knows yet: the node's own relation.</summary>
    public static RelationValue Dummy(NodeContext context) =>
        context.Node is CodeNode node ? context.Relations.Of(node) : context.Relations.Create(null, null, null);

    private static RefCall Call(CallArguments arguments)
    {
        var version = arguments.TryGetKeyword("version", out var v) || arguments.TryGetKeyword("v", out v)
            ? TemplateValues.ToPlain(v)
            : null;
        return arguments.Count switch
        {
            1 => new RefCall(null, arguments.Text(0, "model_name"), version, arguments.Site),
            2 => new RefCall(arguments.Text(0, "package"), arguments.Text(1, "model_name"), version, arguments.Site),
            _ => throw new JinjaError(ErrorKind.TypeError, $"ref() takes one or two names ({arguments.Count} given)")
            {
                Hint = "write ref('model'), or ref('package', 'model')",
            },
        };
    }

    private static string Name(RefCall call) =>
        (call.Package is null ? "" : call.Package + ".") + call.Name + (call.Version is null ? "" : $" version {PyText.Of(call.Version)}");

    /// <summary>A run only waits for parents that it knew of.</summary>
    private static void Check(NodeContext context, CallArguments arguments, Node target, string call)
    {
        if (context.Node is { ResourceType: not ResourceType.Operation } node
            && target.UniqueId != node.UniqueId && !node.DependsOn.Contains(target.UniqueId, StringComparer.Ordinal))
        {
            throw ContextRules.UndeclaredRef.Error(
                arguments.Site, $"'{node.Name}' reads '{target.Name}', which was not known when the project was read: the {call} stands in a condition",
                $"put this comment at the top of '{node.Name}': -- depends_on: {{{{ {call} }}}}");
        }
    }

    private static RelationValue Limited(NodeContext context, Node target, RelationValue relation)
    {
        var limited = context.Settings.Empty ? relation.WithLimit(0) : relation;
        return EventTimeFilter.Of(context, target) is { } filter ? limited.WithFilter(filter) : limited;
    }
}
