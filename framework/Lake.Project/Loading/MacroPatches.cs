using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Macros;
using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Loading;

/// <summary>What property files say about macros.</summary>
internal static class MacroPatches
{
    public static void Apply(ImmutableArray<PropertyFile> properties, Workspace workspace, Descriptions descriptions)
    {
        foreach (var patch in properties.SelectMany(p => p.Macros))
        {
            var macros = workspace.Environment.Macros;
            if (!macros.TryGet(patch.File.Package, patch.Name, out var macro) && !macros.TryGet(patch.File.Package, "test_" + patch.Name, out macro))
            {
                workspace.Report(ProjectRules.UnknownPropertyTarget.At(
                    patch.Mapping.Location, $"there is no macro '{patch.Name}' to describe",
                    Spelling.Hint(patch.Name, macros.InPackage(patch.File.Package).Keys) ?? "remove the entry, or write the macro"));
                continue;
            }

            var config = patch.Mapping.Find("config")?.Value as YamlMapping;
            macro.Description = descriptions.Render(patch.Description, patch.File.Package).Text;
            macro.PatchPath = $"{patch.File.Package}://{patch.File.OriginalPath}";
            ValueMap Merged(string key) => PlainValues.MapFromYaml(patch.Mapping.Find(key)?.Value).Merge(PlainValues.MapFromYaml(config?.Find(key)?.Value));
            (macro.Meta, macro.Docs) = (Merged("meta"), Merged("docs"));
            Arguments(macro, patch, workspace, descriptions);
        }
    }

    private static void Arguments(Macro macro, MacroPatch patch, Workspace workspace, Descriptions descriptions)
    {
        var names = macro.Arguments.Select(a => a.Name).ToList();
        foreach (var argument in patch.Arguments.Where(a => names.Count > 0 && a.Name.Length > 0 && !names.Contains(a.Name)))
        {
            workspace.Report(ProjectRules.UnknownPropertyTarget.At(
                patch.Mapping.Location, $"the macro '{patch.Name}' has no argument '{argument.Name}'",
                Spelling.Hint(argument.Name, names) ?? $"its arguments are: {string.Join(", ", names)}"));
        }

        if (patch.Arguments.Length > 0)
        {
            macro.Arguments =
                [.. patch.Arguments.Select(a => new MacroArgument(a.Name, a.Type, descriptions.Render(a.Description, patch.File.Package).Text))];
        }
    }
}
