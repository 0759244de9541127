using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Resolving;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>Once a model is compiled, its foreign keys name relations and no longer refs.</summary>
internal static class ForeignKeyTargets
{
    public static ValueList Resolve(LoadedProject project, CodeNode node, ValueList constraints) =>
        new(constraints.Select(c => c is ValueMap map && map.Find("to") is string to && Relation(project, node, to) is { } relation ? map.With("to", relation) : c));

    private static string? Relation(LoadedProject project, CodeNode node, string to) =>
        LiteralCalls.Ref(to) is { } reference ? project.Finder.FindRef(reference, node.PackageName)?.RelationText
        : LiteralCalls.Source(to) is { } source ? project.Finder.FindSource(source, node.PackageName)?.RelationText
        : null;
}
