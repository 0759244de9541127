using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Puffin;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Storage;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>Conditions on the places of rows, from position delete files and deletion vectors.</summary>
internal sealed class PositionDeleteSql(LakeTable table)
{
    private const string Columns =
        "schema = MAP {2147483546: {name: 'file_path', type: 'VARCHAR', default_value: NULL}, "
        + "2147483545: {name: 'pos', type: 'BIGINT', default_value: NULL}}";

    /// <summary>Of files that are read together as <c>d</c>; one with deletion vectors is read alone.</summary>
    public IEnumerable<string> Conditions(ImmutableArray<FileScanTask> tasks)
    {
        var deletes = tasks.SelectMany(task => task.PositionDeletes).DistinctBy(file => file.Path).ToList();
        foreach (var vector in deletes.Where(file => file.IsDeletionVector))
        {
            var positions = DeletionVector.Read(table.Table.Io, vector).Select(p => p.ToString(CultureInfo.InvariantCulture));
            yield return $"d.file_row_number NOT IN (SELECT unnest([{string.Join(", ", positions)}]::BIGINT[]))";
        }

        var files = deletes.Where(file => !file.IsDeletionVector).ToList();
        if (files.Count > 0)
        {
            yield return OfFiles(tasks, files);
        }
    }

    /// <summary>A query for the rows of one data file that a file of positions deletes.</summary>
    public string PositionsIn(DataFile deletes, DataFile data) =>
        $"SELECT x.pos FROM read_parquet([{SqlText.Literal(table.PathOf(deletes.Path))}], {Columns}) AS x WHERE {IsOf(data)}";

    /// <summary>Delete files name data files as the manifests do, which is not how DuckDB reads them.</summary>
    private string OfFiles(ImmutableArray<FileScanTask> tasks, List<DataFile> deletes)
    {
        var paths = string.Join(", ", deletes.Select(file => SqlText.Literal(table.PathOf(file.Path))));
        var rows = Math.Max(1, deletes.Sum(file => file.RecordCount)).ToString(CultureInfo.InvariantCulture);
        var places = $"read_parquet([{paths}], {Columns}, explicit_cardinality = {rows}) AS x";
        if (tasks is [var only])
        {
            return $"d.file_row_number NOT IN (SELECT x.pos FROM {places} WHERE {IsOf(only.File)})";
        }

        var names = string.Join(", ", tasks.SelectMany(task => Spellings(task.File).Select(path =>
            $"({SqlText.Literal(path)}, {SqlText.Literal(table.PathOf(task.File.Path))})")));
        return $"(d.filename, d.file_row_number) NOT IN (SELECT (n.read_as, x.pos) FROM {places} "
            + $"JOIN (VALUES {names}) AS n(file_path, read_as) ON n.file_path = x.file_path)";
    }

    private string IsOf(DataFile data) => $"x.file_path IN ({string.Join(", ", Spellings(data).Select(SqlText.Literal))})";

    /// <summary>Other writers do not always spell a path in their deletes as they do in their manifests.</summary>
    private IEnumerable<string> Spellings(DataFile data) => table.IsWrittenHere ? [data.Path] : FileSet.Spellings(data.Path);
}
