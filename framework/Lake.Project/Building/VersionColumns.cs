using System.Collections.Immutable;
using Lake.Project.Properties;

namespace Lake.Project.Building;

/// <summary>The columns that property YAML gives a version of a model.</summary>
internal static class VersionColumns
{
    public static ImmutableArray<ColumnPatch> Of(ResourcePatch patch, VersionPatch? version)
    {
        if (version?.Columns is not { } own)
        {
            return patch.Columns;
        }

        var named = own.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var inherited = patch.Columns.Where(c => !named.Contains(c.Name)
            && version.IncludedColumns?.Contains(c.Name) != false && !version.ExcludedColumns.Contains(c.Name));
        return [.. inherited, .. own];
    }
}
