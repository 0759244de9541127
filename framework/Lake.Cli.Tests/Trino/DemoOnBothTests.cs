using Lake.Cli.Tests.Outside;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Trino;

/// <summary>
/// The demo lakehouse, built by each engine in a catalog of its own from the same deliveries: every column has the same type
/// and every row the same values.
/// </summary>
public sealed class DemoOnBothTests
{
    /// <summary>All but the clock of the loader, which is another for each of them.</summary>
    private const string Compared = "table_schema in ('silver', 'gold', 'reference') and column_name <> '_loaded_at'";

    [Fact]
    public void Tables_are_equal_row_by_row()
    {
        using var first = new DemoCopy();
        using var second = new DemoCopy();
        using var embedded = new SharedLakehouse("jdbc", first.Root);
        using var cluster = new SharedLakehouse("jdbc", second.Root);
        foreach (var day in (string[])["the first day", "the second day"])
        {
            embedded.Lake("build", "--target", SharedLakehouse.Embedded);
            cluster.Lake("build", "--target", SharedLakehouse.Cluster);
            var columns = Columns(embedded);
            Columns(cluster).ShouldBe(columns, day);
            columns.Length.ShouldBeGreaterThan(200);
            foreach (var table in columns.GroupBy(c => string.Join('.', c.Split(',')[..2]), c => c.Split(',')[2]))
            {
                var rows = $"select {string.Join(", ", table.Select(c => $"\"{c}\""))} from {table.Key} order by all";
                cluster.Query(SharedLakehouse.Embedded, rows).ShouldBe(embedded.Query(SharedLakehouse.Embedded, rows), $"{table.Key} on {day}");
            }

            first.AddSecondDay();
            second.AddSecondDay();
        }
    }

    private static string[] Columns(SharedLakehouse lake) => lake.Query(
        SharedLakehouse.Embedded, $"select table_schema, table_name, column_name, data_type from information_schema.columns where {Compared} order by all").Split('\n');
}
