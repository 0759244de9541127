using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Registering;

/// <summary>
/// Whether every reader of Iceberg takes the columns of a Parquet file for those of a table: by their names, without a
/// cast but the promotions that Iceberg knows.
/// </summary>
internal sealed class FooterFit
{
    private readonly Dictionary<int, string> _names = [];
    private readonly List<(string Path, NestedField Field)> _leaves = [];

    private FooterFit()
    {
    }

    /// <summary>How the file spells fields.</summary>
    public IReadOnlyDictionary<int, string> Names => _names;

    /// <summary>The columns of which there is one value a row, by the path that <c>parquet_metadata</c> gives.</summary>
    public IReadOnlyList<(string Path, NestedField Field)> Leaves => _leaves;

    /// <param name="path">Of the file.</param>
    /// <param name="misfit">In words about the file; null when it fits.</param>
    public static FooterFit Of(DuckGate duck, string path, Schema schema, out string? misfit)
    {
        var rows = duck.Query(
            "SELECT file_name, name, coalesce(num_children, 0), field_id, coalesce(duckdb_type, ''), coalesce(converted_type, logical_type, ''), "
            + $"coalesce(type, ''), coalesce(repetition_type, ''), concat_ws(' ', converted_type, logical_type) FROM parquet_schema([{SqlText.Literal(path)}])");
        var fit = new FooterFit();
        misfit = FindOldForm(rows) ?? fit.Compare(FooterReader.Columns(rows), schema.Fields, [], isRepeated: false);
        return fit;
    }

    /// <summary>Types and nesting that some readers of Iceberg do not take.</summary>
    private static string? FindOldForm(List<object?[]> rows)
    {
        for (var i = 1; i < rows.Count; i++)
        {
            var (name, type, kind) = (rows[i][1], rows[i][6] as string, rows[i][8] as string ?? "");
            if (type == "INT96" || kind.Contains("_MILLIS", StringComparison.Ordinal) || kind.Contains("NanoSeconds()", StringComparison.Ordinal) || kind.Contains("INTERVAL", StringComparison.Ordinal))
            {
                return $"its column '{name}' has times of another precision than microseconds";
            }

            var around = rows[i - 1][5] as string ?? "";
            var isGroup = around.StartsWith("LIST", StringComparison.Ordinal) ? rows[i][2] is 1L : around.StartsWith("MAP", StringComparison.Ordinal) && rows[i][2] is 2L;
            if (rows[i][7] is "REPEATED" && !isGroup)
            {
                return $"its list '{name}' is nested in an old way";
            }
        }

        return null;
    }

    private string? Compare(ImmutableArray<FileColumn> columns, IEnumerable<NestedField> fields, ImmutableArray<string> around, bool isRepeated)
    {
        foreach (var column in columns)
        {
            var path = around.Add(column.Name);
            if (fields.FirstOrDefault(f => string.Equals(f.Name, column.Name, StringComparison.OrdinalIgnoreCase)) is not { } field)
            {
                return $"the table has no column '{string.Join('.', path)}'";
            }

            if (column.Id is { } id && id != field.Id)
            {
                return $"its column '{string.Join('.', path)}' has the field id {id}, which is not that of the table's column";
            }

            _names[field.Id] = column.Name;
            var misfit = (field.Type, column.Parts) switch
            {
                (StructType row, { IsEmpty: false } parts) => Compare(parts, row.Fields, path, isRepeated),
                (ListType list, [var element]) => Compare([element], [list.ElementField], path, isRepeated: true),
                (MapType map, [var key, var value]) => Compare([key, value], [map.KeyField, map.ValueField], path, isRepeated: true),
                (PrimitiveType type, []) when IsPromoted(column.Type, TypeMapping.ToDuckDb(type)) => null,
                _ => $"its column '{string.Join('.', path)}' is {(column.Type.Length == 0 ? "nested" : column.Type)}, the table's is {TypeMapping.ToDuckDb(field.Type)}",
            };
            if (misfit is not null)
            {
                return misfit;
            }

            if (field.Type is PrimitiveType && !isRepeated)
            {
                _leaves.Add((string.Join(", ", path), field));
            }
        }

        return columns.Any(c => c.Id is null) && columns.Any(c => c.Id is not null) ? "only some of its columns have field ids" : null;
    }

    private static bool IsPromoted(string have, string want) => have == want || (have, want) switch
    {
        ("TINYINT" or "SMALLINT", "INTEGER") or ("TINYINT" or "SMALLINT" or "INTEGER", "BIGINT") or ("FLOAT", "DOUBLE") => true,
        _ => DuckType.Parse(have) is { Name: "DECIMAL", Arguments: [var precision, var scale] }
            && DuckType.Parse(want) is { Name: "DECIMAL", Arguments: [var wider, var same] } && precision <= wider && scale == same,
    };
}
