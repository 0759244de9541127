using System.Collections.Immutable;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// Columns out of the flat list in which a Parquet footer has them: each group before its members, lists and maps with
/// groups of their own between, whose names and number depend on the writer.
/// </summary>
/// <param name="rows">File, name, number of children, id, type and kind of group, as <c>parquet_schema</c> gives them.</param>
internal sealed class FooterReader(List<object?[]> rows)
{
    private int _at;

    public static ImmutableArray<FileColumn> Columns(List<object?[]> rows) => new FooterReader(rows).Next().Parts;

    private FileColumn Next()
    {
        var row = rows[_at++];
        var parts = ImmutableArray.CreateBuilder<FileColumn>();
        for (var left = row[2] as long? ?? 0; left > 0; left--)
        {
            parts.Add(Next());
        }

        var column = new FileColumn(row[1] as string ?? "", row[3] is long id ? (int)id : null, row[4] as string ?? "", parts.ToImmutable());
        return (row[5] as string ?? "").ToUpperInvariant() switch
        {
            var kind when kind.StartsWith("LIST", StringComparison.Ordinal) => column with { Parts = [ElementOf(column)] },
            var kind when kind.StartsWith("MAP", StringComparison.Ordinal) && column.Parts is [{ Parts: [var key, var value] }] =>
                column with { Parts = [key with { Name = "key" }, value with { Name = "value" }] },
            _ => column,
        };
    }

    /// <summary>Old writers leave out the group between a list and its element.</summary>
    private static FileColumn ElementOf(FileColumn list) =>
        (list.Parts is [{ Parts: [var inner] } between] && between.Name is not "array" && between.Name != $"{list.Name}_tuple" ? inner : list.Parts[0]) with
        {
            Name = "element",
        };
}
