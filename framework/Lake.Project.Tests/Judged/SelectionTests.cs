using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Selecting;
using Lake.Testing;
using Xunit;

namespace Lake.Project.Tests.Judged;

/// <summary>What each selection takes out of one project: kept as a file, and compared with dbt where it is at hand.</summary>
public class SelectionTests
{
    private static readonly string[] Selections =
    [
        "stg_orders", "stg_orders+", "+fct_orders", "1+fct_orders", "stg_orders+1", "@stg_orders", "tag:daily", "tag:da*", "path:models/staging",
        "models/staging", "staging", "shop.staging", "shop.staging.*", "stg_*", "source:raw", "source:raw.orders+", "source:*", "exposure:*", "+exposure:board",
        "config.materialized:table", "config.meta.owner:ann", "resource_type:seed", "test_type:generic", "test_type:singular", "test_name:unique",
        "package:shop", "file:stg_orders.sql", "stg_orders.sql", "stg_orders,tag:daily", "tag:daily,config.materialized:view", "stg_orders fct_orders",
        "unique_stg_orders_id", "assert_positive", "group:finance", "access:private", "countries+", "orders_snapshot+", "*",
    ];

    private static readonly string[] WithTests = ["stg_orders", "stg_orders stg_customers", "fct_orders", "+fct_orders", "tag:daily"];

    [Fact]
    public void Selects()
    {
        using var project = Project();
        var loaded = project.Load();
        var lines = Selections.Select(s => $"{s}: {string.Join(' ', Ids(loaded, Options(s)))}")
            .Concat(from mode in Enum.GetValues<IndirectSelection>() from s in WithTests select $"{s} ({mode}): {string.Join(' ', Ids(loaded, Options(s) with { Indirect = mode }))}")
            .Append($"all but stg_orders+: {string.Join(' ', Ids(loaded, new SelectionOptions { Exclude = ["stg_orders+"] }))}");
        Baseline.Check(Path.Combine(Baseline.Folder(["Cases"]), "selections.out"), string.Join('\n', lines) + "\n");
    }

    /// <summary>One process of dbt for each selection takes minutes, so this has a switch of its own.</summary>
    [Fact]
    public void Selects_what_dbt_selects()
    {
        Judge.At("LAKE_TEST_DBT_SELECTION");
        using var project = Project();
        var loaded = project.Load();
        var differences = new List<string>();
        foreach (var selection in Selections)
        {
            Compare(selection, Dbt.List(project.Directory, ["--select", .. selection.Split(' ')]), Ids(loaded, Options(selection)));
        }

        foreach (var mode in Enum.GetValues<IndirectSelection>())
        {
            foreach (var selection in WithTests)
            {
                var theirs = Dbt.List(project.Directory, ["--indirect-selection", mode.ToString().ToLowerInvariant(), "--select", .. selection.Split(' ')]);
                Compare($"{selection} ({mode})", theirs, Ids(loaded, Options(selection) with { Indirect = mode }));
            }
        }

        if (differences.Count > 0)
        {
            Assert.Fail(string.Join('\n', differences));
        }

        void Compare(string what, string[] theirs, string[] ours)
        {
            if (!theirs.SequenceEqual(ours))
            {
                differences.Add($"{what}: only dbt {string.Join(' ', theirs.Except(ours))}; only lake {string.Join(' ', ours.Except(theirs))}");
            }
        }
    }

    private static ProjectCase Project() => new(File.ReadAllText(Path.Combine(Baseline.Folder(["Cases"]), "shop.case")));

    private static SelectionOptions Options(string selection) => new() { Select = [.. selection.Split(' ')] };

    private static string[] Ids(LoadedProject project, SelectionOptions options) =>
        [.. NodeSelector.Select(project, options).Nodes.Where(n => n is not OperationNode and not AnalysisNode).Select(n => n.UniqueId).Order(StringComparer.Ordinal)];
}
