using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Scans;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>What is shown of a table.</summary>
/// <param name="Rows">The table with the files to read; null for its columns alone.</param>
/// <param name="IsPartial">Whether that is less than a later statement may need that does not name the table.</param>
internal readonly record struct Shown(LakeTable? Rows, bool IsPartial)
{
    /// <summary>A table without rows, for lists of tables.</summary>
    public static Shown Shape { get; } = new(null, IsPartial: false);

    public static Shown All(LakeTable table) => new(table, IsPartial: false);

    public ImmutableArray<FileScanTask> Files => Rows is null ? [] : Rows.Files;
}
