using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>What a newcomer does with the demo of this repository.</summary>
public sealed class DemoLakehouseTests : IDisposable
{
    private static readonly string Repository = Baseline.Folder(["..", ".."]);

    private readonly TemporaryFolder _folder = new();

    public DemoLakehouseTests()
    {
        foreach (var part in (string[])["models", "macros", "tests", "project"])
        {
            Copy(Path.Combine(Repository, part), _folder[part]);
        }

        File.Copy(Path.Combine(Repository, "lake_project.yml"), _folder["lake_project.yml"]);
    }

    [Fact]
    public void It_builds_stays_as_it_is_without_new_data_and_takes_in_the_second_day()
    {
        Build();
        var first = Versions();
        first.Count.ShouldBe(33, "19 tables of models, 2 seeds, for 5 streams the table and its files, and 2 tables of rejected rows with something in them");
        Rows("select count(*) from silver.dim_customer where not is_current").ShouldBe("0");
        Rows("select count(*) from raw.hubspot_contacts__rejected").ShouldBe("3");

        Build();
        Versions().ShouldBe(first, "no new data, no new version of any table");

        Copy(_folder["project/day_two"], _folder["project"]);
        Build();
        Rows("select count(*) from raw.shopify_orders where source_name is not null").ShouldBe("88");
        Rows("select count(*), count(*) filter (not is_current), count(distinct customer_id) filter (is_current) from silver.dim_customer").ShouldBe("245,22,223");
        Rows("select count(*), count(*) filter (not is_current), count(distinct merchant_id) filter (is_current) from silver.dim_merchant").ShouldBe("30,6,24");
        Rows("select count(*), count(distinct payment_id), count(*) filter (has_late_events and payment_date < date '2025-06-15') > 0 from gold.fct_payments").ShouldBe("748,748,true");
        Rows("select currency, sum(amount) from gold.fct_payments where currency in ('JPY', 'KWD') group by 1 order by 1").ShouldBe("JPY,6440298.000\nKWD,8563.863");
    }

    public void Dispose() => _folder.Dispose();

    private void Build()
    {
        var result = LakeProgram.Run(_folder.Path, "build");
        result.ExitCode.ShouldBe(0, result.ToString());
    }

    private string Rows(string sql)
    {
        var result = LakeProgram.Run(_folder.Path, "query", sql, "--output", "csv");
        result.ExitCode.ShouldBe(0, result.ToString());
        return result.Output[(result.Output.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd('\n');
    }

    /// <summary>The current metadata version of each table.</summary>
    private SortedDictionary<string, string> Versions() => new(
        Directory.EnumerateFiles(_folder["warehouse"], "version-hint.text", SearchOption.AllDirectories)
            .Where(f => Directory.Exists(Path.Combine(Path.GetDirectoryName(f) ?? "", "..", "data")))
            .ToDictionary(f => Path.GetRelativePath(_folder["warehouse"], f), File.ReadAllText),
        StringComparer.Ordinal);

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).ToList())
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? target);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
