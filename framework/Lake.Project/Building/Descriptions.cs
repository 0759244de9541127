using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Project.Rendering;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

/// <summary>Renders descriptions, which may take in docs blocks.</summary>
internal sealed class Descriptions(Workspace workspace, IReadOnlyDictionary<string, DocBlock> docs)
{
    private readonly ILookup<string, DocBlock> _byName = docs.Values.ToLookup(d => d.Name, StringComparer.Ordinal);

    /// <summary>The text and the ids of the blocks it takes in.</summary>
    public (string Text, ImmutableArray<string> Blocks) Render(YamlScalar? description, string package)
    {
        if (description is null)
        {
            return ("", []);
        }

        if (!TemplateText.HasJinja(description.Text))
        {
            return (description.Value is null ? "" : description.Text, []);
        }

        var used = new List<string>();
        var doc = new NativeFunction("doc", arguments => Doc(arguments, description, package, used));
        var outer = TemplateContexts.ForProperties(workspace.Environment, package);
        var context = new RenderContext(new DictionaryScope(new Dictionary<string, object?> { ["doc"] = doc }, outer.Names));
        try
        {
            return (PlainValues.Text(EmbeddedTemplate.Evaluate(description, context)), [.. used.Distinct(StringComparer.Ordinal)]);
        }
        catch (DiagnosticException e)
        {
            workspace.Report(e);
            return (description.Text, []);
        }
    }

    private string Doc(CallArguments arguments, YamlScalar description, string package, List<string> used)
    {
        var names = arguments.Positional.Select(a => a as string ?? "").ToArray();
        var (wanted, name) = names.Length == 2 ? (names[0], names[1]) : (null, names.FirstOrDefault() ?? "");
        string?[] order = wanted is not null ? [wanted] : [package, workspace.Environment.Settings.Name, null];
        var block = order.Select(p => _byName[name].FirstOrDefault(d => p is null || d.PackageName == p)).FirstOrDefault(d => d is not null)
            ?? throw ProjectRules.UnknownDoc.Error(
                description.Location, $"there is no docs block '{name}'",
                Spelling.Hint(name, docs.Values.Select(d => d.Name)) ?? $"write {{% docs {name} %}} … {{% enddocs %}} in a .md file");
        used.Add(block.UniqueId);
        return block.Contents;
    }
}
