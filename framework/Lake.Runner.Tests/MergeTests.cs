using Lake.Runner.Requests;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>What configurations say more of the MERGE of an incremental model.</summary>
public class MergeTests
{
    /// <summary>First the rows (1, a, 1) and (2, b, 1), then (2, c, 2), (3, d, 2) and (null, e, 2).</summary>
    private const string Rows = """
        select * from (values {{ "(2, 'c', 2), (3, 'd', 2), (null, 'e', 2)" if is_incremental() else "(1, 'a', 1), (2, 'b', 1), (null, 'n', 1)" }}) v(id, name, version)
        """;

    [Theory]
    [InlineData("", "1|a|1\n2|c|2\n3|d|2\nnull|e|2\nnull|n|1")]
    [InlineData("null_safe_keys=true", "1|a|1\n2|c|2\n3|d|2\nnull|e|2")]
    [InlineData("merge_exclude_columns=['name']", "1|a|1\n2|b|2\n3|d|2\nnull|e|2\nnull|n|1")]
    [InlineData("merge_update_columns=['name']", "1|a|1\n2|c|1\n3|d|2\nnull|e|2\nnull|n|1")]
    [InlineData("incremental_predicates=['DBT_INTERNAL_DEST.version > 1']", "1|a|1\n2|b|1\n2|c|2\n3|d|2\nnull|e|2\nnull|n|1")]
    [InlineData("merge_update_condition='DBT_INTERNAL_SOURCE.version > 2'", "1|a|1\n2|b|1\n3|d|2\nnull|e|2\nnull|n|1")]
    [InlineData("merge_insert_condition='DBT_INTERNAL_SOURCE.id = 3'", "1|a|1\n2|c|2\n3|d|2\nnull|n|1")]
    [InlineData("merge_update_set_expressions={'version': 'DBT_INTERNAL_DEST.version + 10'}", "1|a|1\n2|c|11\n3|d|2\nnull|e|2\nnull|n|1")]
    [InlineData("merge_clauses={'when_matched': [{'action': 'delete'}], 'when_not_matched': [{'action': 'do_nothing'}]}", "1|a|1\nnull|n|1")]
    [InlineData("merge_clauses={'when_not_matched': [{'action': 'insert', 'mode': 'explicit', 'insert': {'columns': ['id'], 'values': ['DBT_INTERNAL_SOURCE.id']}}, {'action': 'delete', 'by': 'source'}]}", "2|b|1\n3|null|null\nnull|null|null")]
    public void Rows_are_merged(string option, string expected)
    {
        using var project = new TestProject($$"""
            --- models/t.sql
            {{"{{"}} config(materialized='incremental', incremental_strategy='merge', unique_key='id', {{option}}) {{"}}"}}
            {{Rows}}
            """);
        project.Check("success t", RunCommand.Run);
        project.Check("success t", RunCommand.Run);
        project.Query("select id, name, version from main.t order by id nulls last, name").ShouldBe(expected);
        project.Snapshots("t").ShouldBe(2);
    }

    [Theory]
    [InlineData("merge_clauses={'when_matched': [{'action': 'delete'}]}, merge_update_columns=['name']", "will be ignored and should be removed: merge_update_columns")]
    [InlineData("merge_clauses={}", null)]
    [InlineData("merge_clauses={'when_matched': [{'action': 'move'}]}", "not 'move'")]
    [InlineData("merge_clauses={'when_matched': [{'action': 'error', 'error_message': 'there already'}]}", "there already")]
    [InlineData("merge_update_columns=['name'], merge_exclude_columns=['name']", "cannot specify merge_update_columns and merge_exclude_columns")]
    public void What_contradicts_itself_is_refused(string option, string? message)
    {
        using var project = new TestProject($$"""
            --- models/t.sql
            {{"{{"}} config(materialized='incremental', incremental_strategy='merge', unique_key='id', {{option}}) {{"}}"}}
            {{Rows}}
            """);
        project.Check("success t", RunCommand.Run);
        var result = project.Check(message is null ? "success t" : "error t", RunCommand.Run);
        result.Nodes[0].Diagnostics.Select(d => d.Message.Contains(message ?? "", StringComparison.Ordinal)).ShouldAllBe(contains => contains);
    }

    [Fact]
    public void Nulls_are_keys_for_delete_and_insert_too()
    {
        using var project = new TestProject($$"""
            --- models/t.sql
            {{"{{"}} config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['id'], null_safe_keys=true) {{"}}"}}
            {{Rows}}
            """);
        project.Check("success t", RunCommand.Run);
        project.Check("success t", RunCommand.Run);
        project.Query("select id, name from main.t order by id nulls last").ShouldBe("1|a\n2|c\n3|d\nnull|e");
    }

    [Theory]
    [InlineData("ignore", "1|{'a': 1}\n2|{'a': 2}")]
    [InlineData("append_new_columns", "1|{'a': 1}\n2|{'a': 2}")]
    [InlineData("sync_all_columns", "1|{'a': 1, 'b': NULL}\n2|{'a': 2, 'b': 3}")]
    [InlineData("fail", "1|{'a': 1}")]
    public void Members_of_structs_come_and_go(string mode, string expected)
    {
        using var project = new TestProject($$"""
            --- models/t.sql
            {{"{{"}} config(materialized='incremental', incremental_strategy='append', on_schema_change='{{mode}}') {{"}}"}}
            select {{"{{"}} "2 as id, {'a': 2, 'b': 3} as s" if is_incremental() else "1 as id, {'a': 1} as s" {{"}}"}}
            """);
        project.Check("success t", RunCommand.Run);
        project.Run(RunCommand.Run);
        project.Query("select id, s::varchar from main.t order by id").ShouldBe(expected);
    }
}
