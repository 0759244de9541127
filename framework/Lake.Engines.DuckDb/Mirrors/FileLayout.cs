using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// The columns that a file really has: one of another writer may be without field ids, or without the columns that it is
/// partitioned by, and an older one of our own may have other parts in its structs.
/// </summary>
internal sealed record FileLayout(ImmutableArray<FileColumn> Columns)
{
    /// <summary>The layouts of files by the path that DuckDB reads. Their footers are read at once.</summary>
    public static Dictionary<string, FileLayout> Read(DuckGate duck, LakeTable table, IEnumerable<DataFile> files)
    {
        var paths = string.Join(", ", files.Select(file => SqlText.Literal(table.PathOf(file.Path))));
        var mapping = NameMapping.Of(table.Table.Metadata.Properties);
        var rows = duck.Query(
            $"SELECT file_name, name, coalesce(num_children, 0), field_id, coalesce(duckdb_type, ''), coalesce(converted_type, logical_type, '') FROM parquet_schema([{paths}])");
        return rows.GroupBy(row => row[0] as string ?? "")
            .ToDictionary(file => file.Key, file => new FileLayout(FooterReader.Columns([.. file])).WithIds(mapping));
    }

    public FileColumn? Find(int id) => Columns.FirstOrDefault(column => column.Id == id);

    public int PlaceOf(FileColumn column) => Columns.IndexOf(column);

    /// <summary>Whether DuckDB finds all fields by itself: columns by id, and what is in them by name.</summary>
    public bool IsReadById(IEnumerable<NestedField> fields) =>
        HasIds && fields.All(field => Find(field.Id)?.IsReadByName(field) != false);

    /// <summary>The value that all rows of a file have in a column that it does not hold, as SQL; null when its partition does not tell.</summary>
    public static string? Constant(FileScanTask task, NestedField field)
    {
        for (var i = 0; i < task.Spec.Fields.Length; i++)
        {
            var partition = task.Spec.Fields[i];
            if (partition.SourceId == field.Id && partition.Transform is IdentityTransform && field.Type is PrimitiveType type)
            {
                return Literal(type, task.File.Partition[i]);
            }
        }

        return null;
    }

    /// <summary>False when the ids are not the file's own.</summary>
    private bool HasIds { get; init; } = Columns.Any(column => column.Id is not null);

    public bool Equals(FileLayout? other) => other is not null && HasIds == other.HasIds && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(HasIds, Columns.Length);

    public override string ToString() => $"{HasIds} {string.Join(',', Columns)}";

    /// <summary>Ids for a file without any: by the table's mapping of names, else by the places of columns.</summary>
    private FileLayout WithIds(NameMapping? mapping) => HasIds ? this : this with
    {
        Columns = mapping is null
            ? [.. Columns.Select((column, i) => column with { Id = i + 1 })]
            : [.. Columns.Select(column => column.WithIds(mapping, []))],
    };

    private static string Literal(PrimitiveType type, object? value) => value switch
    {
        null => $"NULL::{Types.TypeMapping.ToDuckDb(type)}",
        byte[] bytes => $"from_hex('{Convert.ToHexString(bytes)}')",
        _ => $"CAST({SqlText.Literal(Transform.Identity.ToHuman(type, value))} AS {Types.TypeMapping.ToDuckDb(type)})",
    };
}
