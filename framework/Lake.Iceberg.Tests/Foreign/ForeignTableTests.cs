using System.Globalization;
using System.Text;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Iceberg.Tests.Foreign;

/// <summary>Tables written by Spark, BigQuery, Trino, DuckDB and others: all are read, and planned to the files that the baseline shows.</summary>
public sealed class ForeignTableTests
{
    [Fact]
    public void Every_table_is_planned()
    {
        var text = new StringBuilder();
        foreach (var folder in Tables())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"# {Path.GetRelativePath(Root, folder).Replace('\\', '/')}");
            Describe(text, Open(folder));
            text.AppendLine();
        }

        Baseline.Check(Baseline.Folder(["tables.txt"]), text.ToString());
    }

    /// <summary>Rows as other readers count them, where no row is deleted.</summary>
    [Fact]
    public void Rows_are_as_many_as_others_count()
    {
        (string Table, long Rows)[] expected =
        [
            ("partition_integer", 2), ("partition_decimal_smallint", 2), ("partition_decimal_integer", 3),
            ("partition_decimal_bigint", 10), ("partition_decimal_hugeint", 15), ("hive_partitioned_table", 6),
            ("name_mapping/warehouse_1/mydb/t1", 10000), ("iceberg_v1_deprecated/default/legacy_v1", 3),
            ("iceberg_v1_repro/repro/merch_v1", 4), ("iceberg/lineitem_iceberg_gz", 111968), ("uuid", 10), ("big_query_error", 2),
        ];
        foreach (var (table, rows) in expected)
        {
            Open(Path.Combine(Root, table)).NewScan().PlanFiles().Sum(t => t.File.RecordCount).ShouldBe(rows, table);
        }
    }

    /// <summary>What we write of a foreign table's metadata says the same when it is read back.</summary>
    [Fact]
    public void Metadata_survive_writing()
    {
        foreach (var folder in Tables())
        {
            var metadata = Open(folder).Metadata;
            var written = MetadataFile.Write(metadata);
            var again = MetadataFile.Parse("written", written, TableMetadataJson.Read);
            MetadataFile.Write(again).ShouldBe(written, folder);
            again.Schemas.ShouldBe(metadata.Schemas, folder);
        }
    }

    /// <summary>A table that has no manifest lists, upgraded and written to.</summary>
    [Fact]
    public void An_old_table_can_be_continued()
    {
        using var warehouse = new Warehouse();
        const string Name = "iceberg_v1_deprecated/default/legacy_v1";
        var folder = $"{warehouse.Path}/shop/orders";
        Directory.CreateDirectory(folder + "/metadata");
        foreach (var file in Directory.GetFiles(Path.Combine(Root, Name, "metadata"), "*.avro"))
        {
            File.Copy(file, $"{folder}/metadata/{Path.GetFileName(file)}");
        }

        var json = File.ReadAllText(Path.Combine(Root, Name, "metadata", "v2.metadata.json"));
        File.WriteAllText(folder + "/metadata/v2.metadata.json", json.Replace("data/persistent/" + Name, LocalPath.ToLocation(folder), StringComparison.Ordinal));

        var table = warehouse.Catalog.LoadTable(Warehouse.Orders);
        var transaction = table.NewTransaction();
        transaction.SetProperties(new Dictionary<string, string> { ["format-version"] = "2" });
        transaction.Append([Warehouse.File(table, "new", 10, "gamma")]);
        transaction.Change(new RowChange { RemovedFiles = [table.NewScan().PlanFiles()[0].File] });
        var after = transaction.Commit();

        after.NewScan().PlanFiles().Select(t => (t.File.RecordCount, t.DataSequenceNumber)).ShouldBe([(10, 1), (1, 0)], ignoreOrder: true);
        var manifests = Lake.Iceberg.Manifests.ManifestListReader.Read(after.Io, after.Metadata.CurrentSnapshot.ShouldNotBeNull());
        manifests.Sum(m => m.AddedRows + m.ExistingRows).ShouldBe(11);
        manifests.Sum(m => m.DeletedRows).ShouldBe(2);
        after.Metadata.TableUuid.ShouldNotBeEmpty();
    }

    private static string Root => Directory.GetDirectories(Judge.At("LAKE_TEST_ICEBERG_DATA"), "duckdb-iceberg")[0];

    private static IEnumerable<string> Tables() => Directory.GetDirectories(Root, "metadata", SearchOption.AllDirectories)
        .Select(d => Path.GetDirectoryName(d) ?? "").Order(StringComparer.Ordinal);

    private static Table Open(string folder)
    {
        var edited = folder + "/metadata/vfinal.metadata.json";
        return ForeignTable.Open(LocalFileIO.Instance, LocalPath.ToLocation(File.Exists(edited) ? edited : folder), PathMapping.None);
    }

    private static void Describe(StringBuilder text, Table table)
    {
        var metadata = table.Metadata;
        text.AppendLine(CultureInfo.InvariantCulture, $"format {metadata.FormatVersion}, {metadata.Snapshots.Length} snapshots");
        text.AppendLine(CultureInfo.InvariantCulture, $"columns {metadata.Schema}");
        foreach (var spec in metadata.PartitionSpecs.Where(s => !s.IsUnpartitioned))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"spec {spec.SpecId}: {string.Join(", ", spec.Fields.Select(f => $"{f.Name} = {f.Transform}({f.SourceId})"))}");
        }

        var tasks = table.NewScan().PlanFiles();
        text.AppendLine(CultureInfo.InvariantCulture, $"{tasks.Length} files, {tasks.Sum(t => t.File.RecordCount)} rows");
        foreach (var task in tasks.Take(20))
        {
            text.AppendLine(Describe(metadata, task));
        }
    }

    private static string Describe(TableMetadata metadata, FileScanTask task)
    {
        var partition = PartitionText.Path(task.Spec, metadata.Schema, task.File.Partition);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {task.File.RecordCount} rows at {task.DataSequenceNumber} {partition} deletes {task.PositionDeletes.Length}/{task.EqualityDeletes.Length}").TrimEnd();
    }
}
