using System.Text.RegularExpressions;
using Lake.Jinja.Tree;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>Looks at the text of a model: empty, only comments, a semicolon at its end.</summary>
internal static partial class CodeCheck
{
    public static void Check(CodeNode node, Action<Diagnostic> report)
    {
        if (node is not (ModelNode or SnapshotNode or TestNode { IsGeneric: false }))
        {
            return;
        }

        var code = node.RawCode;
        if (Comments().Replace(code, " ").AsSpan().Trim().IsEmpty)
        {
            report(ProjectRules.EmptyModel.At(
                node.Code.At(node.CodeSpan.Start, 0),
                $"the {node.ResourceType.Word()} '{node.Name}' {(code.Length == 0 ? "is empty" : "holds nothing but comments")}",
                "write a SELECT, or remove the file"));
            return;
        }

        var end = code.Length;
        while (end > 0 && (char.IsWhiteSpace(code[end - 1]) || code[end - 1] == ';'))
        {
            end--;
        }

        var semicolon = code.IndexOf(';', end);
        if (semicolon >= 0)
        {
            report(ProjectRules.TrailingSemicolon.At(
                node.Code.At(node.CodeSpan.Start + semicolon, 1), $"the {node.ResourceType.Word()} '{node.Name}' ends in a semicolon", "remove it: the SELECT becomes part of a larger statement"));
        }

        foreach (var block in node.Template?.Macros.Where(m => m.Kind is MacroKind.Snapshot or MacroKind.Test or MacroKind.Materialization) ?? [])
        {
            report(ProjectRules.MisplacedBlock.At(
                block.Location, $"the block '{block.Name}' stands in a model, where it is not read",
                block.Kind == MacroKind.Snapshot ? "move the file to the snapshots folder" : "move it to the macros folder"));
        }
    }

    [GeneratedRegex(@"\{#.*?#\}|--[^\n]*|/\*.*?\*/|\{\{\s*config\s*\([^{}]*\)\s*\}\}", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comments();
}
