using System.Collections.Immutable;
using System.Text;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// The query that gives the rows of an Iceberg table: its Parquet files read by field id, without the rows that delete
/// files take away.
/// </summary>
internal sealed class TableSql(DuckGate duck, LakeTable table)
{
    /// <summary>Names of the two columns that tell where a row is: the path that DuckDB reads, and the row in that file.</summary>
    public const string FileColumn = "__lake_file";
    public const string PositionColumn = "__lake_pos";

    private const int MostFilesApart = 64;

    private readonly Schema _schema = SqlNames.Of(table.Scan.Schema);

    /// <summary>All rows of the table.</summary>
    public string All() => Select(table.Files, withPlaces: false);

    /// <param name="tasks">Which files to read.</param>
    /// <param name="withPlaces">Whether to give <see cref="FileColumn"/> and <see cref="PositionColumn"/> too.</param>
    public string Select(ImmutableArray<FileScanTask> tasks, bool withPlaces)
    {
        if (tasks.IsEmpty)
        {
            return Empty(withPlaces);
        }

        var foreign = NestedHistory.IsStable(table.Table.Metadata, table.Scan.Schema) && !ComparesOthers(tasks) ? table.ForeignAmong(tasks) : tasks;
        var layouts = foreign.IsEmpty ? [] : FileLayout.Read(duck, table, foreign.Select(task => task.File));
        var isPlain = layouts.Count == 0 && PlainFiles.Are(table, _schema, tasks);
        var apart = tasks.Count(task => !task.PositionDeletes.IsEmpty) <= MostFilesApart;

        // Files that are read alike are read together, which usually are all of them by one call.
        var groups = tasks.GroupBy(task => (Deletes: DeletesKey(task, apart), Layout: LayoutOf(layouts, task), Constants: Constants(layouts, task)))
            .Select(group => Group([.. group], group.Key.Layout, isPlain, withPlaces));
        return string.Join("\nUNION ALL\n", groups);
    }

    /// <summary>Whether equality deletes look at something else than at columns of the table: at members of structs, or at what was dropped.</summary>
    private bool ComparesOthers(ImmutableArray<FileScanTask> tasks) =>
        tasks.Any(task => task.EqualityDeletes.Any(file => file.EqualityIds.Any(id => !_schema.Fields.Any(field => field.Id == id))));

    private FileLayout? LayoutOf(Dictionary<string, FileLayout> layouts, FileScanTask task) => layouts.GetValueOrDefault(table.PathOf(task.File.Path));

    /// <summary>Of which fields the files of one layout have one value each.</summary>
    private string Constants(Dictionary<string, FileLayout> layouts, FileScanTask task) => LayoutOf(layouts, task) is null
        ? ""
        : string.Join(',', _schema.Fields.Where(field => FileLayout.Constant(task, field) is not null).Select(field => field.Id));

    /// <summary>A file with position deletes is read on its own, unless there are so many that the query would grow without end.</summary>
    private static string DeletesKey(FileScanTask task, bool apart)
    {
        var isApart = !task.PositionDeletes.IsEmpty && (apart || task.PositionDeletes.Any(file => file.IsDeletionVector));
        return (task.PositionDeletes.IsEmpty ? "" : isApart ? task.File.Path : "p")
            + string.Join('|', task.EqualityDeletes.Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    private string Group(ImmutableArray<FileScanTask> tasks, FileLayout? layout, bool isPlain, bool withPlaces)
    {
        var (text, equalities) = (new StringBuilder("SELECT "), tasks[0].EqualityDeletes);
        text.AppendJoin(", ", _schema.Fields.Select(field => isPlain ? Cast(field) : Column(tasks, layout, field)));
        if (withPlaces)
        {
            text.Append($", d.filename AS {FileColumn}, d.file_row_number AS {PositionColumn}");
        }

        var compared = equalities.SelectMany(file => file.EqualityIds).Distinct().ToDictionary(id => id, id => EqualityColumn.Of(table.Table, _schema, id));
        var extra = compared.Values.Where(column => !column.IsShown).Select(column => column.Column);
        ImmutableArray<DataFile> files = [.. tasks.Select(task => task.File)];
        ImmutableArray<NestedField> fields = [.. _schema.Fields, .. extra];
        text.Append(" FROM ").Append(isPlain ? ReadPlain(files) : layout?.IsReadById(fields) == false || HasTwins(fields) ? ReadAsWritten(files, layout, fields) : Read(files, fields)).Append(" AS d");
        var conditions = equalities.Select(file => EqualityDelete(file, [.. file.EqualityIds.Select(id => compared[id])], column => column.IsShown
            ? Value(tasks, layout, column.Column)
            : "d." + SqlText.Identifier(column.Column.Name))).ToList();
        if (!tasks[0].PositionDeletes.IsEmpty)
        {
            conditions.InsertRange(0, new PositionDeleteSql(table).Conditions(tasks));
        }

        if (conditions.Count > 0)
        {
            text.Append("\nWHERE ").AppendJoin("\n  AND ", conditions);
        }

        return text.ToString();
    }

    private static string Column(ImmutableArray<FileScanTask> tasks, FileLayout? layout, NestedField field)
    {
        var value = Value(tasks, layout, field);
        return value == "d." + SqlText.Identifier(field.Name) ? value : $"{value} AS {SqlText.Identifier(field.Name)}";
    }

    /// <summary>As the files have it, or what is known of each of them.</summary>
    private static string Value(ImmutableArray<FileScanTask> tasks, FileLayout? layout, NestedField field)
    {
        if (layout is null || layout.Find(field.Id) is not null || FileLayout.Constant(tasks[0], field) is not { } first)
        {
            return "d." + SqlText.Identifier(field.Name);
        }

        var values = tasks.Select(task => FileLayout.Constant(task, field)).ToList();
        return values.TrueForAll(value => value == first)
            ? first
            : $"([{string.Join(", ", values)}])[CAST(d.file_index AS BIGINT) + 1]";
    }

    /// <summary>Nothing is left of it where the file has the type, as it should.</summary>
    private static string Cast(NestedField field)
    {
        var name = SqlText.Identifier(field.Name);
        return $"CAST(d.{name} AS {TypeMapping.ToDuckDb(field.Type)}) AS {name}";
    }

    private string ReadPlain(ImmutableArray<DataFile> files) => $"read_parquet([{Paths(files)}], hive_partitioning = false, {Rows(files)})";

    /// <summary><c>read_parquet</c> by field id.</summary>
    private string Read(ImmutableArray<DataFile> files, ImmutableArray<NestedField> fields)
    {
        var columns = string.Join(", ", fields.Select(field => FormattableString.Invariant(
            $"{field.Id}: {{name: {SqlText.Literal(field.Name)}, type: {SqlText.Literal(TypeMapping.ToDuckDb(field.Type))}, default_value: {DefaultValue.ToSql(field)}}}")));

        return $"read_parquet([{Paths(files)}], schema = MAP {{{columns}}}, {Rows(files)})";
    }

    /// <summary>Whether one column is wanted in two ways, which DuckDB cannot be told.</summary>
    private static bool HasTwins(ImmutableArray<NestedField> fields) => fields.DistinctBy(field => field.Id).Count() < fields.Length;

    /// <summary>The files' own columns, made into fields here. All of the files have one layout.</summary>
    private string ReadAsWritten(ImmutableArray<DataFile> files, FileLayout? known, ImmutableArray<NestedField> fields)
    {
        var layout = known ?? FileLayout.Read(duck, table, files)[table.PathOf(files[0].Path)];
        var names = layout.Columns.Select((_, i) => FormattableString.Invariant($"c{i}"));
        var values = fields.Select(field => layout.Find(field.Id) is { } column
            ? (Sql: FieldSql.Of(FormattableString.Invariant($"f.c{layout.PlaceOf(column)}"), column, field), Field: field)
            : (Sql: FieldSql.Of("", null, field), Field: field));
        return $"(SELECT {string.Join(", ", values.Select(value => $"{value.Sql} AS {SqlText.Identifier(value.Field.Name)}"))}, filename, file_row_number, file_index "
            + $"FROM read_parquet([{Paths(files)}], hive_partitioning = false, {Rows(files)}) AS f({string.Join(", ", names)}))";
    }

    /// <summary>Without the count DuckDB takes a table for empty, and joins it the wrong way round.</summary>
    private static string Rows(ImmutableArray<DataFile> files) =>
        FormattableString.Invariant($"explicit_cardinality = {Math.Max(1, files.Sum(file => file.RecordCount))}");

    private string Paths(IEnumerable<DataFile> files) => string.Join(", ", files.Select(file => SqlText.Literal(table.PathOf(file.Path))));

    /// <param name="valueIn">Of a row of the table the column.</param>
    private string EqualityDelete(DataFile file, ImmutableArray<EqualityColumn> columns, Func<EqualityColumn, string> valueIn)
    {
        var condition = string.Join(" AND ", columns.Select((column, i) =>
            FormattableString.Invariant($"{column.ValueIn(FormattableString.Invariant($"e.k{i}"))} IS NOT DISTINCT FROM {column.ValueIn(valueIn(column))}")));
        return $"NOT EXISTS (SELECT 1 FROM {ReadAsWritten([file], null, [.. columns.Select((column, i) => column.Column with { Name = FormattableString.Invariant($"k{i}") })])} AS e WHERE {condition})";
    }

    private string Empty(bool withPlaces)
    {
        var columns = _schema.Fields.Select(field => $"NULL::{TypeMapping.ToDuckDb(field.Type)} AS {SqlText.Identifier(field.Name)}");
        string[] places = withPlaces ? [$"NULL::VARCHAR AS {FileColumn}", $"NULL::BIGINT AS {PositionColumn}"] : [];
        return $"SELECT {string.Join(", ", columns.Concat(places))} WHERE false";
    }
}
