using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Trino;

/// <summary>
/// One project with every way to build a table, run three times by each engine in a catalog of its own: the tables are the
/// same after every run. What a run has to come to is said in the cases of the runner; here the engines are held to each other.
/// </summary>
public sealed class VariantsOnBothTests
{
    private static readonly string Case = Baseline.Folder(["Variants"]);

    /// <summary>Read after each run; snapshots without what the clock gives.</summary>
    private static readonly string[] Tables =
    [
        "select * from main.micro order by id",
        "select * from main.history order by customer, valid_from",
        "select customer, tier, city, dbt_valid_to is null as is_open from main.by_check order by 1, 4, 2, 3",
        "select customer, tier, city, dbt_valid_to is null as is_open, dbt_is_deleted from main.by_check_deleted order by 1, 4, 2, 3, 5",
        "select customer, tier, changed_at, dbt_valid_from, dbt_valid_to from main.by_time order by 1, 4",
        "select * from main.promised order by id",
        "select * from main.grown order by id",
        "select * from main.synced order by id",
        "select * from main.replaced order by id, run",
        "select * from main.overwritten order by id, run",
        "select * from main.merged order by id",
        "select * from main.merged_some order by id, customer",
        "select * from main.utilities order by id",
        "select * from main.functions order by customer",
        "select * from main.unioned order by kind, id",
        "select * from main.unpivoted order by id, field_name",
        "select * from main.days order by 1",
        "select * from main.large order by id",
    ];

    [Fact]
    public void Tables_are_equal_after_every_run()
    {
        using var embedded = new SharedLakehouse("jdbc");
        using var cluster = new SharedLakehouse("jdbc");
        for (var run = 1; run <= 3; run++)
        {
            foreach (var lake in (SharedLakehouse[])[embedded, cluster])
            {
                Put(lake, "project");
                Put(lake, $"run_{run}");
            }

            embedded.Lake("build", "--target", SharedLakehouse.Embedded, "--vars", $"run: {run}");
            cluster.Lake("build", "--target", SharedLakehouse.Cluster, "--vars", $"run: {run}");
            foreach (var table in Tables)
            {
                var ours = embedded.Query(SharedLakehouse.Embedded, table);
                ours.ShouldNotBeEmpty(table);
                cluster.Query(SharedLakehouse.Cluster, table).ShouldBe(ours, $"{table} after run {run}");
            }
        }

        cluster.Query(SharedLakehouse.Cluster, $"select comment from system.metadata.table_comments where catalog_name = '{cluster.Name}' and schema_name = 'main' and table_name = 'promised'").ShouldBe("It's kept");
        cluster.Query(SharedLakehouse.Cluster, "select comment from information_schema.columns where table_schema = 'main' and table_name = 'promised' and column_name = 'id'").ShouldBe("The number");
        cluster.Lake("source", "freshness", "--target", SharedLakehouse.Cluster).ShouldContain("pass");
        foreach (var statement in (string[])["optimize", "optimize_manifests", "expire_snapshots(retention_threshold => '7d')", "remove_orphan_files(retention_threshold => '7d')"])
        {
            cluster.Query(SharedLakehouse.Cluster, $"alter table main.merged execute {statement}");
        }

        cluster.Query(SharedLakehouse.Cluster, Tables[10]).ShouldBe(embedded.Query(SharedLakehouse.Embedded, Tables[10]));
    }

    private static void Put(SharedLakehouse lake, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Case, folder), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(lake.Folder, Path.GetRelativePath(Path.Combine(Case, folder), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? lake.Folder);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
