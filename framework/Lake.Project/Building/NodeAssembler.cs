using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Configs;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>
/// Completes a node: what its template calls, its merged configuration, its properties, its relation. Works on many
/// nodes at once.
/// </summary>
internal sealed class NodeAssembler(Workspace workspace, Descriptions descriptions, RelationNames names)
{
    private readonly UnknownCalls _calls = new(workspace.Environment.Macros, workspace.Report);

    private readonly ConcurrentDictionary<string, Template> _hooks = new(StringComparer.Ordinal);

    private readonly StaticExtraction _static = new(workspace.Environment.Macros);

    /// <param name="node">A node fresh from its file.</param>
    /// <param name="patch">What a property file says about it.</param>
    /// <param name="version">What it says about the node's version of a model.</param>
    public void Complete(CodeNode node, ResourcePatch? patch, VersionPatch? version = null)
    {
        var fromFile = patch is null ? ValueMap.Empty : Merged(patch.Config, version?.Config);
        Capture(node, fromFile, out var call, out var written);
        node.ConfigCall = call;
        Configure(node, fromFile, call, patch is null ? fromFile : version is null ? patch.WrittenConfig : Merged(patch.Config, version.WrittenConfig), written);
        if (patch is not null)
        {
            Describe(node, patch, version);
            ForeignKeys.Depend(node);
        }

        names.Set(node);
        CaptureHooks(node);
    }

    /// <summary>What hooks call is called by the node.</summary>
    private void CaptureHooks(CodeNode node)
    {
        foreach (var hook in node.Config.PreHooks.Concat(node.Config.PostHooks).Where(h => Rendering.TemplateText.HasJinja(h.Sql)))
        {
            var template = _hooks.GetOrAdd(hook.Sql, sql => Template.Parse(new SourceFile("a hook", sql), JinjaOptions.Dbt));
            var capture = new ParseCapture();
            try
            {
                template.Render(TemplateContexts.ForParsing(workspace.Environment, node, capture));
            }
            catch (DiagnosticException e)
            {
                foreach (var diagnostic in e.Diagnostics)
                {
                    workspace.Report(diagnostic with { Location = node.Location, Message = $"{diagnostic.Message} (in a hook of '{node.Name}')" });
                }
            }

            node.Refs = [.. node.Refs, .. capture.Refs.Select(r => r with { Location = node.Location })];
            node.Sources = [.. node.Sources, .. capture.Sources.Select(s => s with { Location = node.Location })];
            node.DependsOnMacros = [.. node.DependsOnMacros.Concat(capture.Macros).Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>Configuration alone, for nodes whose calls are known already.</summary>
    /// <param name="writtenPatch">The patch before it is rendered; null where that is the same.</param>
    /// <param name="writtenCall">The same of the call.</param>
    public void Configure(CodeNode node, ValueMap patch, ValueMap call, ValueMap? writtenPatch = null, ValueMap? writtenCall = null)
    {
        node.Config = new NodeConfig(workspace.Configs.Resolve(node.ResourceType, node.PackageName, node.Fqn, patch, call));
        node.UnrenderedConfig = workspace.Configs.Unrendered(node.ResourceType, node.PackageName, node.Fqn, writtenPatch ?? patch, writtenCall ?? call);
        node.Tags = node.Config.Tags is { IsEmpty: false } tags ? [.. node.Tags.Concat(tags).Distinct(StringComparer.Ordinal)] : node.Tags;
        node.Meta = node.Config.Meta;
        node.Group = node.Config.Group;
    }

    /// <summary>Renders in parse mode; what goes wrong is reported.</summary>
    public ParseCapture Render(CodeNode node)
    {
        var capture = new ParseCapture();
        if (node.Template is { } template)
        {
            // Until its configuration is known, a node is where the target is.
            var target = workspace.Environment.Target;
            (node.Database, node.Schema, node.Alias) = (target.Database, target.Schema, node.Name);
            try
            {
                var context = TemplateContexts.ForParsing(workspace.Environment.On(node.Config.Text("engine")), node, capture);
                _calls.Check(node, context);
                template.Render(context);
            }
            catch (DiagnosticException e)
            {
                foreach (var diagnostic in e.Diagnostics)
                {
                    workspace.Report(diagnostic.Location is null ? diagnostic with { Location = node.Location } : diagnostic);
                }
            }
        }

        return capture;
    }

    /// <param name="written">The call with those arguments as text that are more than literals.</param>
    private void Capture(CodeNode node, ValueMap patch, out ValueMap call, out ValueMap written)
    {
        call = written = ValueMap.Empty;
        if (node.Template is not { } template)
        {
            return;
        }

        var capture = _static.Find(node);
        var isStatic = capture is not null;
        if (capture is null && !template.Diagnostics.IsEmpty)
        {
            foreach (var diagnostic in template.Diagnostics)
            {
                workspace.Report(diagnostic);
            }

            return;
        }

        if (capture is null)
        {
            node.Config = new NodeConfig(workspace.Configs.Resolve(node.ResourceType, node.PackageName, node.Fqn, patch, ValueMap.Empty));
            capture = Render(node);
            if (capture.Config.Find("engine") is string engine && engine != node.Config.Text("engine") && engine != workspace.Environment.Target.Type)
            {
                // What it reads may depend on the engine that it asks for.
                node.Config = new NodeConfig(workspace.Configs.Resolve(node.ResourceType, node.PackageName, node.Fqn, patch, capture.Config));
                capture = Render(node);
            }
        }

        call = capture.Config;
        written = isStatic || call.Count == 0 ? call : WrittenCall.Of(template, call);
        node.Refs = node.CodePlace is { } place ? [.. capture.Refs.Select(r => r with { Location = place })] : capture.Refs;
        node.Sources = node.CodePlace is { } at ? [.. capture.Sources.Select(s => s with { Location = at })] : capture.Sources;
        node.DependsOnMacros = capture.Macros;
    }

    private void Describe(CodeNode node, ResourcePatch patch, VersionPatch? version)
    {
        (node.Description, node.DocBlocks) = descriptions.Render(version?.Description ?? patch.Description, node.PackageName);
        node.PatchPath = patch.File.PatchPath;
        node.Columns = [.. VersionColumns.Of(patch, version).Select(c => Column(c, node.PackageName))];
        node.Constraints = patch.Constraints;
        if (node is ModelNode model)
        {
            model.DeprecationDate = version?.DeprecationDate ?? patch.DeprecationDate;
            model.TimeSpine = patch.TimeSpine;
        }
    }

    public Column Column(ColumnPatch patch, string package)
    {
        var (text, blocks) = descriptions.Render(patch.Description, package);
        var meta = patch.Meta.Merge(patch.Config.Find("meta") as ValueMap ?? ValueMap.Empty);
        ImmutableArray<string> tags = [.. patch.Tags.Concat(ConfigMerge.AsList(patch.Config.Find("tags")).OfType<string>()).Distinct(StringComparer.Ordinal)];
        return new Column(patch.Name, patch.Location)
        {
            Description = text,
            DocBlocks = blocks,
            DataType = patch.DataType,
            Quote = patch.Quote,
            Meta = meta,
            Tags = tags,
            Constraints = patch.Constraints,
            Granularity = patch.Granularity,
            Dimension = SemanticColumns.Dimension(patch),
            Entity = SemanticColumns.Entity(patch),
            Config = new ValueMap([new("meta", meta), new("tags", new ValueList(tags))]).Merge(patch.Config.Without("meta").Without("tags")),
        };
    }

    private static ValueMap Merged(ValueMap model, ValueMap? version) =>
        version is null || version.Count == 0 ? model : ConfigMerge.AddCall(model, version);
}
