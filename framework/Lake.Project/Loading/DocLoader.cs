using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Jinja.Tree;
using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Loading;

/// <summary>Docs blocks of Markdown files.</summary>
internal static class DocLoader
{
    public static Dictionary<string, DocBlock> Load(ImmutableArray<ProjectFile> files, Action<Diagnostic> report)
    {
        var docs = new Dictionary<string, DocBlock>(StringComparer.Ordinal);
        foreach (var block in files.SelectMany(f => Blocks(f, report)))
        {
            if (!docs.TryAdd(block.UniqueId, block))
            {
                report(Duplicates.Diagnostic(ProjectRules.DuplicateName, "docs blocks", block.Name, block.Location, docs[block.UniqueId].Location));
            }
        }

        return docs;
    }

    private static IEnumerable<DocBlock> Blocks(ProjectFile file, Action<Diagnostic> report)
    {
        if (FileReader.Read(file.FullPath, file.DisplayPath, report) is not { } source
            || !source.Text.Contains("{%", StringComparison.Ordinal))
        {
            return [];
        }

        var template = Template.Parse(source, JinjaOptions.Dbt);
        var blocks = template.Macros.Where(m => m.Kind == MacroKind.Docs).ToList();
        if (blocks.Count > 0 || source.Text.Contains("docs ", StringComparison.Ordinal))
        {
            foreach (var diagnostic in template.Diagnostics)
            {
                report(diagnostic);
            }
        }

        return blocks.Select(b => new DocBlock(
            $"doc.{file.Package}.{b.Name}", b.Name, file.Package, file.RelativePath, file.OriginalPath, b.Location, b.BodyText.Trim()));
    }
}
