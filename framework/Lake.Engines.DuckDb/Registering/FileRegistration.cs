using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Staging;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Statistics;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Values;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Registering;

/// <summary>
/// Makes files of somebody else part of a table where they lie. Readers find their columns by the table's mapping of
/// names, and the columns that they lack by the values of a partitioning of their own, as those of Hive's tables.
/// </summary>
internal sealed class FileRegistration(DuckGate duck, UnitOfWork work)
{
    /// <summary>Paths in one query.</summary>
    private const int Part = 2000;

    /// <returns>Rows; or why the files do not fit, and nothing is changed.</returns>
    public (long Rows, string? Misfit) Add(LakeTable table, IReadOnlyList<ForeignFile> files)
    {
        var schema = table.Table.Schema;
        var values = new List<PartitionTuple>();
        var fit = FooterFit.Of(duck, files[0].Path, schema, out var misfit);
        foreach (var file in files)
        {
            misfit ??= FindMisplaced(table, file);
            values.Add(Values(schema, file, ref misfit));
        }

        if (misfit is not null)
        {
            return (0, misfit);
        }

        var transaction = work.Change(table);
        var spec = transaction.AddPartitioning([.. files[0].Values.Select(v => new PartitionBy(v.Key, new IdentityTransform()))]);
        var described = files.Chunk(Part).SelectMany(part => Describe(transaction.Stage().Metadata, part, fit));
        List<DataFile> added = [.. described.Zip(values, (data, partition) => data with { SpecId = spec.SpecId, Partition = partition })];
        var mapping = (NameMapping.Of(transaction.Stage().Metadata.Properties) ?? new NameMapping([])).Follow(transaction.Stage().Schema).WithNames(fit.Names);
        transaction.SetProperties(new Dictionary<string, string> { [NameMapping.Property] = mapping.ToJson() });
        transaction.Change(new RowChange { AddedFiles = [.. added] });
        work.Staged(table.Id, transaction);
        return (added.Sum(f => f.RecordCount), null);
    }

    public void Remove(LakeTable table, IReadOnlyCollection<string> locations)
    {
        var gone = locations.ToHashSet(StringComparer.Ordinal);
        var tasks = table.Scan.PlanFiles().Where(task => gone.Contains(task.File.Path)).ToList();
        if (tasks.Count > 0)
        {
            var transaction = work.Change(table);
            transaction.Change(new RowChange { RemovedFiles = [.. tasks.Select(task => task.File)] });
            work.Staged(table.Id, transaction);
        }
    }

    private static string? FindMisplaced(LakeTable table, ForeignFile file) =>
        FileSet.IsWithin(file.Location, table.Table.Location) ? "it lies in the table's own folder"
            : file.Path.AsSpan().IndexOfAny("*?[") >= 0 ? "its path has characters that readers take for a pattern"
            : null;

    /// <summary>In the order of the partitioning.</summary>
    private static PartitionTuple Values(Schema schema, ForeignFile file, ref string? misfit)
    {
        var values = ImmutableArray.CreateBuilder<object?>();
        foreach (var (name, text) in file.Values)
        {
            var value = schema.FindIgnoringCase(name)?.Type is PrimitiveType type && text is not null ? SingleValue.Parse(type, text) : null;
            misfit ??= text is not null && value is null ? $"'{text}' in its path is no value of the column '{name}'" : null;
            values.Add(value);
        }

        return new PartitionTuple(values.ToImmutable());
    }

    private IEnumerable<DataFile> Describe(TableMetadata table, ForeignFile[] files, FooterFit fit)
    {
        var paths = string.Join(", ", files.Select(f => SqlText.Literal(f.Path)));
        var footers = duck.Query($"SELECT file_name, num_rows, CAST(file_size_bytes AS BIGINT) FROM parquet_file_metadata([{paths}])")
            .ToDictionary(row => row[0] as string ?? "", row => (Rows: row[1] as long? ?? 0, Size: row[2] as long? ?? 0), StringComparer.Ordinal);
        var statistics = FooterStatistics.Read(duck, paths, fit.Leaves);
        var names = fit.Leaves.Select(leaf => (leaf.Path, Name: Quoted(leaf.Field, table.Schema))).ToList();
        return files.Select(file => new DataFile
        {
            Path = file.Location,
            RecordCount = footers[file.Path].Rows,
            FileSizeInBytes = footers[file.Path].Size,
            Metrics = FileStatistics.Convert(table, names.Select(n => statistics.Find(file.Path, n.Path, n.Name)).OfType<ColumnStatistics>()),
        });
    }

    /// <summary>Names may have dots in themselves.</summary>
    private static string Quoted(NestedField field, Schema schema) =>
        (schema.ParentOf(field.Id) is { } parent && schema.Find(parent) is { } around ? $"{Quoted(around, schema)}." : "") + SqlText.Identifier(field.Name);
}
