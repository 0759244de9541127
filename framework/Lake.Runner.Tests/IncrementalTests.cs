using Lake.Runner.Requests;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class IncrementalTests
{
    private const string First = "id,amount,region\n1,10,eu\n2,20,us\n";
    private const string Second = "id,amount,region\n2,25,us\n3,30,eu\n";

    [Theory]
    [InlineData("append", "1|10|eu\n2|20|us\n2|25|us\n3|30|eu")]
    [InlineData("merge", "1|10|eu\n2|25|us\n3|30|eu")]
    [InlineData("delete+insert", "1|10|eu\n2|25|us\n3|30|eu")]
    public void Strategies(string strategy, string expected) =>
        Check($"incremental_strategy='{strategy}'{(strategy == "append" ? "" : ", unique_key='id'")}", expected);

    [Fact]
    public void Without_a_strategy_keys_replace_rows() => Check("unique_key='id'", "1|10|eu\n2|25|us\n3|30|eu");

    [Fact]
    public void Without_a_key_rows_are_added() => Check("on_schema_change='ignore'", "1|10|eu\n2|20|us\n2|25|us\n3|30|eu");

    [Fact]
    public void Keys_of_several_columns() =>
        Check("incremental_strategy='merge', unique_key=['id', 'region']", "1|10|eu\n2|25|us\n3|30|eu");

    [Fact]
    public void Keys_of_several_columns_are_deleted_too() =>
        Check("incremental_strategy='delete+insert', unique_key=['id', 'region']", "1|10|eu\n2|25|us\n3|30|eu");

    [Fact]
    public void Merge_can_leave_columns_alone() =>
        Check("incremental_strategy='merge', unique_key='id', merge_exclude_columns=['amount']", "1|10|eu\n2|20|us\n3|30|eu");

    [Fact]
    public void Partitions_are_overwritten() =>
        Check("incremental_strategy='insert_overwrite', partitioned_by='region'", "2|25|us\n3|30|eu");

    [Fact]
    public void A_full_refresh_starts_anew()
    {
        using var project = Project("incremental_strategy='merge', unique_key='id'");
        project.Run().Succeeded.ShouldBeTrue();
        project.Folder.Write("seeds/raw.csv", Second);
        project.Run(options: new RunOptions { FullRefresh = true }).Succeeded.ShouldBeTrue();
        project.Query("select id from facts order by 1").ShouldBe("2\n3");
    }

    [Theory]
    [InlineData("ignore", "id,amount,region")]
    [InlineData("append_new_columns", "id,amount,region,note")]
    [InlineData("sync_all_columns", "id,amount,note")]
    public void Columns_that_come_and_go(string mode, string columns)
    {
        using var project = Project($"incremental_strategy='merge', unique_key='id', on_schema_change='{mode}'", "select * from {{ ref('raw') }}");
        project.Run().Succeeded.ShouldBeTrue();
        project.Folder.Write("seeds/raw.csv", mode == "sync_all_columns" ? "id,amount,note\n2,5,x\n" : "id,amount,region,note\n2,5,us,x\n");
        project.Check("success facts\nsuccess raw");
        project.Query("select column_name from information_schema.columns where table_name = 'facts' order by ordinal_position")
            .ReplaceLineEndings(",").ShouldBe(columns);
    }

    [Fact]
    public void A_changed_schema_can_fail()
    {
        using var project = Project("incremental_strategy='append', on_schema_change='fail'", "select * from {{ ref('raw') }}");
        project.Run().Succeeded.ShouldBeTrue();
        project.Folder.Write("seeds/raw.csv", "id,amount,region,note\n2,5,us,x\n");
        var result = project.Check("error facts\nsuccess raw");
        result.Nodes.Single(n => n.Name == "facts").Message.ShouldNotBeNull().ShouldContain("note");
        project.Query("select count(*) from facts").ShouldBe("2");
    }

    private static void Check(string config, string expected)
    {
        using var project = Project(config);
        project.Check("success facts\nsuccess raw");
        project.Query("select id, amount, region from facts order by 1, 2").ShouldBe("1|10|eu\n2|20|us");
        project.Folder.Write("seeds/raw.csv", Second);
        project.Check("success facts\nsuccess raw");
        project.Query("select id, amount, region from facts order by 1, 2").ShouldBe(expected);
    }

    private static string Config(string config) => "{{ config(materialized='incremental', " + config + ") }}";

    private static TestProject Project(string config, string? sql = null) => new($$"""
        --- seeds/raw.csv
        {{First}}
        --- models/facts.sql
        {{Config(config)}}
        {{sql ?? "select * from {{ ref('raw') }} {% if is_incremental() %} where id >= (select max(id) from {{ this }}) {% endif %}"}}
        """);
}
