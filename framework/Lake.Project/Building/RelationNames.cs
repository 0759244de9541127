using Lake.Project.Contexts;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Sql;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>Database, schema and alias of nodes, by the <c>generate_…_name</c> macros in force.</summary>
internal sealed class RelationNames(Workspace workspace)
{
    private static readonly string[] Components = ["database", "schema", "alias"];

    private readonly Dictionary<(string Component, string Package), Macro?> _overrides = Find(workspace);

    public void Set(CodeNode node)
    {
        var config = node.Config;
        node.Database = Name("database", config.Database, node) ?? "";
        node.Schema = Name("schema", config.Schema, node) ?? "";
        node.Alias = Name("alias", config.Alias, node) ?? node.Name;
        if (node is SnapshotNode)
        {
            node.Database = config.Text("target_database") is { Length: > 0 } database ? database : node.Database;
            node.Schema = config.Text("target_schema") is { Length: > 0 } schema ? schema : node.Schema;
        }

        if (IsRelational(node))
        {
            node.Relation = new RelationName(node.Database, node.Schema, node.Alias);
            node.RelationText = Text(node.Relation, workspace.Environment.Settings.Quoting, config.Map("quoting"));
        }
    }

    /// <summary>The name with the quotes that the project and the node ask for.</summary>
    public static string Text(RelationName name, Quoting project, ValueMap own)
    {
        string? Part(string? part, string key, bool byDefault) =>
            string.IsNullOrEmpty(part) ? null : own.Find(key) as bool? ?? byDefault ? SqlText.Identifier(part) : part;
        string?[] parts =
        [
            Part(name.Database, "database", project.Database), Part(name.Schema, "schema", project.Schema),
            Part(name.Identifier, "identifier", project.Identifier),
        ];
        return string.Join('.', parts.Where(p => p is not null));
    }

    private bool IsRelational(CodeNode node) => node switch
    {
        ModelNode => !node.IsEphemeral,
        SeedNode or SnapshotNode => true,
        TestNode => StoresFailures(node),
        _ => false,
    };

    private bool StoresFailures(CodeNode node) =>
        node.Config.Text("store_failures_as") is { } kind
            ? kind is "table" or "view"
            : node.Config.Find("store_failures") as bool? ?? workspace.Environment.Options.Flags.Find("store_failures") is true;

    private string? Name(string component, string? custom, CodeNode node)
    {
        if (_overrides[(component, node.PackageName)] is not { } macro)
        {
            return Default(component, custom, node);
        }

        try
        {
            return TemplateContexts.Generate(workspace.Environment, macro, custom, node)?.Trim();
        }
        catch (DiagnosticException e)
        {
            workspace.Report(e);
            return Default(component, custom, node);
        }
    }

    private string Default(string component, string? custom, CodeNode node)
    {
        var target = workspace.Environment.Target;
        return component switch
        {
            "database" => string.IsNullOrWhiteSpace(custom) ? target.Database : custom.Trim(),
            "schema" => string.IsNullOrWhiteSpace(custom) ? target.Schema : $"{target.Schema}_{custom.Trim()}",
            _ => !string.IsNullOrWhiteSpace(custom) ? custom.Trim()
                : node is ModelNode { Version: { } version } ? $"{node.Name}_v{Versions.Text(version).Replace('.', '_')}"
                : node.Name,
        };
    }

    /// <summary>Null where the built-in rule holds, which is then not rendered at all.</summary>
    private static Dictionary<(string Component, string Package), Macro?> Find(Workspace workspace)
    {
        var environment = workspace.Environment;
        var result = new Dictionary<(string, string), Macro?>();
        foreach (var component in Components)
        {
            var name = $"generate_{component}_name";
            var variants = new[] { name, "default__" + name, $"{environment.Target.Type}__{name}" };
            foreach (var package in environment.Packages.Keys)
            {
                var isOverridden = environment.Macros.All.Any(m =>
                    m.PackageName != MacroRegistry.BuiltInPackage && (m.PackageName == package || workspace.IsRoot(m.PackageName))
                    && variants.Contains(m.Name, StringComparer.Ordinal));
                result[(component, package)] = isOverridden ? environment.Macros.FindGenerator(name, package) : null;
            }
        }

        return result;
    }
}
