using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Storage that fails is a clear diagnostic, leaves no partial table, and is no obstacle once it works again.</summary>
[Collection(OutsideCollection.Name)]
public sealed class BrokenStorageTests(DayByDay days)
{
    [Fact]
    public void A_warehouse_that_is_a_file_is_refused()
    {
        using var demo = new DemoCopy();
        File.WriteAllText(demo["warehouse"], "not a folder");
        Fail(demo).ShouldContain("warehouse");

        File.Delete(demo["warehouse"]);
        Succeed(demo);
    }

    [Fact]
    public void A_read_only_warehouse_is_refused()
    {
        using var demo = new DemoCopy();
        using var disk = new SmallDisk(demo["warehouse"], 200);
        disk.MakeReadOnly();
        Fail(demo).ShouldMatch("(?i)read-only|not writable|cannot write|denied");
        LakehouseState.Of(demo["warehouse"]).ShouldBeEmpty();

        disk.Grow(200);
        Succeed(demo);
    }

    [Fact]
    public void A_full_disk_leaves_no_partial_table()
    {
        using var demo = new DemoCopy();
        using var disk = new SmallDisk(demo["warehouse"], 1);
        Fail(demo).ShouldMatch("(?i)no space|disk.*full|full disk");
        foreach (var (table, state) in LakehouseState.Of(demo["warehouse"]))
        {
            state.ShouldBe(days.First[table], table);
        }

        disk.Grow(200);
        Succeed(demo);
    }

    [Fact]
    public void A_corrupt_Parquet_file_is_named()
    {
        using var demo = new DemoCopy();
        var file = Directory.EnumerateFiles(demo["project/data/shopify/orders"], "*.parquet").First();
        var (bytes, writtenAt) = (File.ReadAllBytes(file), File.GetLastWriteTimeUtc(file));
        File.WriteAllBytes(file, [.. bytes.AsSpan(0, bytes.Length / 2)]);
        Fail(demo).ShouldContain(Path.GetFileName(file));
        LakehouseState.Of(demo["warehouse"]).ShouldNotContainKey("gold.fct_orders");

        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, writtenAt);
        Succeed(demo, except: "raw.shopify_orders__files");
        LakehouseState.Of(demo["warehouse"])["raw.shopify_orders__files"].ShouldStartWith("2 ", customMessage: "the ledger tells of the broken delivery too");
    }

    [Theory]
    [InlineData("metadata/v2.metadata.json", 200, "corrupt-metadata")]
    [InlineData("metadata/v2.metadata.json", 0, "corrupt-metadata")]
    [InlineData("metadata/snap-*.avro", 100, "corrupt-manifest")]
    [InlineData("metadata/snap-*.avro", null, "missing-file")]
    [InlineData("metadata/*-m0.avro", 100, "corrupt-manifest")]
    [InlineData("metadata/*-m0.avro", null, "missing-file")]
    [InlineData("data/*.parquet", 100, "corrupt-file")]
    [InlineData("data/*.parquet", null, "missing-file")]
    public void A_damaged_table_is_told_of_and_can_be_mended(string file, int? length, string diagnostic)
    {
        using var demo = new DemoCopy();
        LakeProcess.Run(demo.Root, "query", "CREATE SCHEMA s; CREATE TABLE s.t (i INTEGER); INSERT INTO s.t VALUES (1)");
        var path = Directory.GetFiles(demo.FolderOf("s.t"), file).Single();
        if (length is { } bytes)
        {
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..bytes]);
        }
        else
        {
            File.Delete(path);
        }

        using var query = LakeProcess.Start(demo.Root, "query", "SELECT sum(i) FROM s.t");
        query.Wait().ShouldBe(1, query.Text);
        query.Text.ShouldContain($"error[{diagnostic}]");
        query.Text.ShouldContain(path);
        query.Text.ShouldContain("hint: restore the file");

        // As the hint says.
        if (diagnostic == "corrupt-metadata")
        {
            File.Delete(path);
            LakeProcess.Query(demo.Root, "SELECT * FROM s.t").ShouldBeEmpty();
        }
        else
        {
            LakeProcess.Run(demo.Root, "query", "CREATE OR REPLACE TABLE s.t AS SELECT 2 AS i");
            LakeProcess.Query(demo.Root, "SELECT i FROM s.t").Single().GetProperty("i").GetInt32().ShouldBe(2);
        }
    }

    [Fact]
    public void A_table_that_may_only_be_read_is_read()
    {
        using var demo = new DemoCopy();
        using var disk = new SmallDisk(demo["warehouse"], 10);
        LakeProcess.Run(demo.Root, "query", "CREATE SCHEMA s; CREATE TABLE s.t AS SELECT 1 AS i");
        disk.MakeReadOnly();
        foreach (var change in (string[])["INSERT INTO s.t VALUES (2)", "DELETE FROM s.t", "ALTER TABLE s.t ADD COLUMN x INTEGER", "DROP TABLE s.t", "CREATE TABLE s.u (i INTEGER)"])
        {
            using var query = LakeProcess.Start(demo.Root, "query", change);
            query.Wait().ShouldBe(1, query.Text);
            query.Text.ShouldContain("error[warehouse-unwritable]");
            query.Text.ShouldContain("hint: check");
        }

        LakeProcess.Query(demo.Root, "SELECT i FROM s.t").Length.ShouldBe(1);
    }

    /// <summary>What the failing build says.</summary>
    private static string Fail(DemoCopy demo)
    {
        using var build = LakeProcess.Start(demo.Root, "build");
        build.Wait().ShouldBeOneOf([1, 2], build.Text);
        build.Text.ShouldNotContain("Unhandled exception");
        build.Text.ShouldNotContain("   at Lake.");
        return build.Text;
    }

    private void Succeed(DemoCopy demo, params string[] except)
    {
        LakeProcess.Run(demo.Root, "build");
        demo.ShouldHold(days.First, except);
    }
}
