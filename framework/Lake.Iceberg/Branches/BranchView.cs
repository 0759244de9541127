using Lake.Iceberg.Names;

namespace Lake.Iceberg.Branches;

/// <summary>The names under which a catalog keeps the views of branches: <c>orders@dev</c>.</summary>
internal static class BranchView
{
    private const char Mark = '@';

    public static TableIdentifier Name(TableIdentifier view, string branch) => view with { Name = $"{view.Name}{Mark}{branch}" };

    /// <summary>The view that one of the catalog is on the branch; null for one of another branch.</summary>
    public static TableIdentifier? Of(TableIdentifier kept, string branch) =>
        kept.Name.LastIndexOf(Mark) is not (>= 0 and var at) ? kept
        : kept.Name[(at + 1)..] == branch ? kept with { Name = kept.Name[..at] }
        : null;

    public static bool IsOf(TableIdentifier kept, string branch) => kept.Name.EndsWith(Mark + branch, StringComparison.Ordinal);
}
