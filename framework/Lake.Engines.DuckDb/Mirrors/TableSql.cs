using System.Collections.Immutable;
using System.Text;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// The query that gives the rows of an Iceberg table: its Parquet files read by field id, without the rows that delete
/// files take away.
/// </summary>
internal static class TableSql
{
    /// <summary>Names of the two columns that tell where a row is: the path that DuckDB reads, and the row in that file.</summary>
    public const string FileColumn = "__lake_file";
    public const string PositionColumn = "__lake_pos";

    private const int MostFilesApart = 64;

    private const string DeletedPlace =
        "schema = MAP {2147483546: {name: 'file_path', type: 'VARCHAR', default_value: NULL}, "
        + "2147483545: {name: 'pos', type: 'BIGINT', default_value: NULL}}";

    public static string Of(LakeTable table) => Select(table.Table, table.Files, table.Table.Schema, withPlaces: false);

    /// <param name="tasks">Which files to read.</param>
    /// <param name="schema">The columns to read.</param>
    /// <param name="withPlaces">Whether to give <see cref="FileColumn"/> and <see cref="PositionColumn"/> too.</param>
    public static string Select(Table table, ImmutableArray<FileScanTask> tasks, Schema schema, bool withPlaces)
    {
        if (tasks.IsEmpty)
        {
            return Empty(schema, withPlaces);
        }

        // Files with the same deletes are read together; plain ones, which are usually all of them, by one call.
        var apart = tasks.Count(task => !task.PositionDeletes.IsEmpty) <= MostFilesApart;
        var groups = tasks.GroupBy(task => DeletesKey(task, apart), StringComparer.Ordinal)
            .Select(group => Group(table, [.. group], schema, withPlaces));
        return string.Join("\nUNION ALL\n", groups);
    }

    /// <summary>The path under which DuckDB reads a location.</summary>
    public static string PathOf(string location) => LocalPath.TryFromLocation(location) ?? location;

    /// <summary>A file with position deletes is read on its own, unless there are so many that the query would grow without end.</summary>
    private static string DeletesKey(FileScanTask task, bool apart) =>
        (task.PositionDeletes.IsEmpty ? "" : apart ? task.File.Path : "p")
        + string.Join('|', task.EqualityDeletes.Select(file => file.Path).Order(StringComparer.Ordinal));

    private static string Group(Table table, ImmutableArray<FileScanTask> tasks, Schema schema, bool withPlaces)
    {
        var (text, equalities) = (new StringBuilder("SELECT "), tasks[0].EqualityDeletes);
        text.AppendJoin(", ", schema.Fields.Select(field => "d." + SqlText.Identifier(field.Name)));
        if (withPlaces)
        {
            text.Append($", d.filename AS {FileColumn}, d.file_row_number AS {PositionColumn}");
        }

        var extra = equalities.SelectMany(file => file.EqualityIds).Where(id => schema.Find(id) is null).Distinct()
            .Select(id => table.Metadata.FieldById(id)).OfType<NestedField>();
        text.Append(" FROM ").Append(Read([.. tasks.Select(task => task.File)], [.. schema.Fields, .. extra])).Append(" AS d");
        var conditions = equalities.Select(file => EqualityDelete(table, file)).ToList();
        if (!tasks[0].PositionDeletes.IsEmpty)
        {
            conditions.Insert(0, PositionDelete(tasks));
        }

        if (conditions.Count > 0)
        {
            text.Append("\nWHERE ").AppendJoin("\n  AND ", conditions);
        }

        return text.ToString();
    }

    /// <summary><c>read_parquet</c> by field id.</summary>
    private static string Read(ImmutableArray<DataFile> files, ImmutableArray<NestedField> fields)
    {
        var paths = string.Join(", ", files.Select(file => SqlText.Literal(PathOf(file.Path))));
        var columns = string.Join(", ", fields.Select(Column));

        // Without the count DuckDB takes such a table for empty, and joins it the wrong way round.
        var rows = Math.Max(1, files.Sum(file => file.RecordCount));
        return FormattableString.Invariant($"read_parquet([{paths}], schema = MAP {{{columns}}}, explicit_cardinality = {rows})");
    }

    private static string Column(NestedField field)
    {
        var (name, type) = (SqlText.Literal(field.Name), TypeMapping.ToDuckDb(field.Type));
        var value = DefaultValue.ToSql(field);
        return FormattableString.Invariant($"{field.Id}: {{name: {name}, type: {SqlText.Literal(type)}, default_value: {value}}}");
    }

    /// <summary>Delete files name data files as the manifests do, which is not how DuckDB reads them.</summary>
    private static string PositionDelete(ImmutableArray<FileScanTask> tasks)
    {
        var deletes = tasks.SelectMany(task => task.PositionDeletes).DistinctBy(file => file.Path).ToList();
        if (deletes.Find(file => file.IsDeletionVector) is { } vector)
        {
            throw Iceberg.IcebergRules.UnsupportedFormat.Error(
                null, $"'{vector.Path}' is a deletion vector, which cannot be read yet.", "rewrite the table's data files with another engine");
        }

        var paths = string.Join(", ", deletes.Select(file => SqlText.Literal(PathOf(file.Path))));
        var places = $"read_parquet([{paths}], {DeletedPlace}) AS x";
        if (tasks is [var only])
        {
            return $"d.file_row_number NOT IN (SELECT x.pos FROM {places} WHERE x.file_path = {SqlText.Literal(only.File.Path)})";
        }

        var names = string.Join(", ", tasks.Select(task =>
            $"({SqlText.Literal(task.File.Path)}, {SqlText.Literal(PathOf(task.File.Path))})"));
        return $"(d.filename, d.file_row_number) NOT IN (SELECT (n.read_as, x.pos) FROM {places} "
            + $"JOIN (VALUES {names}) AS n(file_path, read_as) ON n.file_path = x.file_path)";
    }

    private static string EqualityDelete(Table table, DataFile file)
    {
        var fields = file.EqualityIds.Select(id => table.Metadata.FieldById(id)).OfType<NestedField>().ToImmutableArray();
        var condition = string.Join(" AND ", fields.Select(field =>
            $"e.{SqlText.Identifier(field.Name)} IS NOT DISTINCT FROM d.{SqlText.Identifier(field.Name)}"));
        return $"NOT EXISTS (SELECT 1 FROM {Read([file], fields)} AS e WHERE {condition})";
    }

    private static string Empty(Schema schema, bool withPlaces)
    {
        var columns = schema.Fields.Select(field => $"NULL::{TypeMapping.ToDuckDb(field.Type)} AS {SqlText.Identifier(field.Name)}");
        string[] places = withPlaces ? [$"NULL::VARCHAR AS {FileColumn}", $"NULL::BIGINT AS {PositionColumn}"] : [];
        return $"SELECT {string.Join(", ", columns.Concat(places))} WHERE false";
    }
}
