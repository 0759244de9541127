using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// The columns that a file of another writer really has: migrated files may be without field ids, or without the
/// columns they are partitioned by.
/// </summary>
internal sealed record FileLayout(ImmutableArray<(string Name, int? Id)> Columns)
{
    public bool HasIds => Columns.Any(column => column.Id is not null);

    /// <summary>The layouts of files by the path that DuckDB reads. Their footers are read at once.</summary>
    public static Dictionary<string, FileLayout> Read(DuckGate duck, LakeTable table, IEnumerable<FileScanTask> tasks)
    {
        var paths = string.Join(", ", tasks.Select(task => SqlText.Literal(table.PathOf(task.File.Path))));
        var layouts = new Dictionary<string, FileLayout>();
        foreach (var file in duck.Query($"SELECT file_name, name, num_children, field_id FROM parquet_schema([{paths}])").GroupBy(row => row[0] as string ?? ""))
        {
            layouts[file.Key] = new FileLayout(TopLevel([.. file]));
        }

        return layouts;
    }

    /// <summary>The column of a file without ids that holds a field: by the table's name mapping, else by its place.</summary>
    public string? ColumnOf(NestedField field, NameMapping? mapping)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            var id = mapping is null ? i + 1 : mapping.Find(Columns[i].Name);
            if (id == field.Id)
            {
                return Columns[i].Name;
            }
        }

        return null;
    }

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

    public override string ToString() => string.Join(',', Columns);

    public bool Equals(FileLayout? other) => other is not null && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => Columns.Length;

    private static string Literal(PrimitiveType type, object? value) => value switch
    {
        null => $"NULL::{Types.TypeMapping.ToDuckDb(type)}",
        byte[] bytes => $"from_hex('{Convert.ToHexString(bytes)}')",
        _ => $"CAST({SqlText.Literal(Transform.Identity.ToHuman(type, value))} AS {Types.TypeMapping.ToDuckDb(type)})",
    };

    /// <summary>Rows come as the footer lists them: each group before its members.</summary>
    private static ImmutableArray<(string, int?)> TopLevel(List<object?[]> rows)
    {
        var columns = ImmutableArray.CreateBuilder<(string, int?)>();
        for (var i = 1; i < rows.Count; i = Skip(rows, i))
        {
            columns.Add((rows[i][1] as string ?? "", rows[i][3] is long id ? (int)id : null));
        }

        return columns.ToImmutable();
    }

    private static int Skip(List<object?[]> rows, int at)
    {
        var next = at + 1;
        for (var children = rows[at][2] as long? ?? 0; children > 0; children--)
        {
            next = Skip(rows, next);
        }

        return next;
    }
}
