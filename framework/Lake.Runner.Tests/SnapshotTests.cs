using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class SnapshotTests
{
    [Fact]
    public void The_timestamp_strategy_closes_a_row_and_opens_the_next()
    {
        using var project = Project("strategy='timestamp', unique_key='id', updated_at='changed'");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n2,bb,2024-02-01 00:00:00\n3,c,2024-02-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Query("select id, name, dbt_valid_from, dbt_valid_to from history order by 1, 3").ShouldBe(
            "1|a|2024-01-01 00:00:00|null\n2|b|2024-01-01 00:00:00|2024-02-01 00:00:00\n2|bb|2024-02-01 00:00:00|null\n3|c|2024-02-01 00:00:00|null");
        var snapshots = project.Snapshots("history");
        project.Check("success history\nno-op raw");
        project.Snapshots("history").ShouldBe(snapshots);
    }

    [Theory]
    [InlineData("ignore", "1|a|true\n2|b|true")]
    [InlineData("invalidate", "1|a|true\n2|b|false")]
    public void The_check_strategy_compares_columns(string deletes, string expected)
    {
        using var project = Project($"strategy='check', unique_key='id', check_cols='all', hard_deletes='{deletes}'");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Query("select id, name, dbt_valid_to is null from history order by 1").ShouldBe(expected);
    }

    [Fact]
    public void A_new_version_counts_though_its_time_has_not_moved()
    {
        using var project = Project("strategy='check', unique_key='id', check_cols=['name'], updated_at='changed', hard_deletes='invalidate'");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n2,bb,2024-01-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Query("select id, name, dbt_valid_to is null from history order by 1, 2").ShouldBe("1|a|true\n2|b|false\n2|bb|true");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n2,bb,2024-01-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n2,bb,2024-01-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Query("select id, name, dbt_valid_to is null from history order by 1, 2, 3").ShouldBe("1|a|false\n1|a|true\n2|b|false\n2|bb|true");
    }

    [Fact]
    public void Deletions_can_be_records()
    {
        using var project = Project("strategy='timestamp', unique_key='id', updated_at='changed', hard_deletes='new_record'");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Check("success history\nno-op raw");
        project.Query("select id, dbt_valid_to is null, dbt_is_deleted from history order by 1, 2").ShouldBe("1|true|False\n2|false|False\n2|true|True");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n2,b,2024-05-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Query("select count(*) from history where id = 2 and dbt_valid_to is null and dbt_is_deleted = 'False'").ShouldBe("1");
    }

    [Fact]
    public void New_columns_are_added_to_the_history()
    {
        using var project = Project("strategy='check', unique_key='id', check_cols=['name']");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed,note\n1,aa,2024-01-01 00:00:00,n\n2,b,2024-01-01 00:00:00,m\n");
        project.Check("success history\nsuccess raw");
        project.Query("select id, name, note from history order by 1, dbt_valid_from").ShouldBe("1|a|null\n1|aa|n\n2|b|null");
    }

    [Fact]
    public void Its_own_columns_can_have_other_names_and_current_rows_an_end()
    {
        const string config = "strategy='timestamp', unique_key='id', updated_at='changed', dbt_valid_to_current=\"timestamp '9999-12-31'\"";
        using var project = Project(config + ", snapshot_meta_column_names={'dbt_valid_from': 'since', 'dbt_valid_to': 'UNTIL'}");
        project.Check("success history\nsuccess raw");
        project.Folder.Write("seeds/raw.csv", "id,name,changed\n1,a,2024-01-01 00:00:00\n2,bb,2024-02-01 00:00:00\n");
        project.Check("success history\nsuccess raw");
        project.Query("select id, name, since, until, dbt_scd_id is null from history order by 1, 3").ShouldBe(
            "1|a|2024-01-01 00:00:00|9999-12-31 00:00:00|false\n2|b|2024-01-01 00:00:00|2024-02-01 00:00:00|false\n2|bb|2024-02-01 00:00:00|9999-12-31 00:00:00|false");

        project.Folder.Write("snapshots/history.sql", "{% snapshot history %}\n{{ config(" + config + ") }}\nselect * from {{ ref('raw') }}\n{% endsnapshot %}\n");
        var result = project.Check("error history\nno-op raw");
        result.Nodes.Single(n => n.Name == "history").Diagnostics[0].Message.ShouldContain("dbt_valid_from, dbt_valid_to");
    }

    private static TestProject Project(string config) => new(
        "--- seeds/raw.csv\nid,name,changed\n1,a,2024-01-01 00:00:00\n2,b,2024-01-01 00:00:00\n"
        + "--- snapshots/history.sql\n{% snapshot history %}\n{{ config(" + config + ") }}\nselect * from {{ ref('raw') }}\n{% endsnapshot %}\n");
}
