using Lake.Jinja.Tree;
using Lake.Project.Building;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>Looks at a file of the snapshots folder: what stands outside of a block is not read.</summary>
internal static class SnapshotFileCheck
{
    public static void Check(CodeFile code, Action<Diagnostic> report)
    {
        foreach (var diagnostic in code.Template.Diagnostics)
        {
            report(diagnostic);
        }

        if (code.Template.Diagnostics.IsEmpty && code.Span.Length > 0 && !code.Template.Macros.Any(m => m.Kind == MacroKind.Snapshot))
        {
            report(ProjectRules.EmptyModel.At(
                code.Source.At(code.Span.Start, 0), $"the file {code.File.DisplayPath} has no snapshot block, so nothing of it is read",
                $"write {{% snapshot {code.File.Stem} %}} … {{% endsnapshot %}}, or move the file to the models folder"));
        }
    }
}
