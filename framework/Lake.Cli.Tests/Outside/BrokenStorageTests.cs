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

    [MountFact]
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

    [MountFact]
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
        Succeed(demo);
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

    private void Succeed(DemoCopy demo)
    {
        LakeProcess.Run(demo.Root, "build");
        demo.ShouldHold(days.First);
    }
}
