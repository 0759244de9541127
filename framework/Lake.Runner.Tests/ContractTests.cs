using Lake.Runner.Events;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Contracts: columns that must agree, and constraints that rows are held to.</summary>
public class ContractTests
{
    private const string Schema = """
        --- models/schema.yml
        models:
          - name: a
            config: {contract: {enforced: true}}
            constraints:
              - {type: check, expression: "kind <> ''", name: named}
              - {type: primary_key, columns: [id]}
            columns:
              - {name: id, data_type: integer, constraints: [{type: not_null}, {type: check, expression: id > 0}]}
              - {name: kind, data_type: text}

        """;

    [Theory]
    [InlineData("select 'x' as kind, 1 as id", null)]
    [InlineData("select 1 as id, null::text as kind", null)]
    [InlineData("select 1 as id, '' as kind", "constraint-violation")]
    [InlineData("select 0 as id, 'x' as kind", "constraint-violation")]
    [InlineData("select null::integer as id, 'x' as kind", "not-null-violation")]
    [InlineData("select 1 as id, 'x' as kind from range(2)", "constraint-violation")]
    [InlineData("select 1::bigint as id, 'x' as kind", "compiler-error")]
    [InlineData("select 1 as id", "compiler-error")]
    [InlineData("select 1 as id, 'x' as kind, 1 as more", "compiler-error")]
    public void Rows_are_held_to_the_contract(string sql, string? error)
    {
        foreach (var kind in new[] { "table", "incremental" })
        {
            using var project = new TestProject($"""
                {Schema}
                --- models/a.sql
                {"{{"} config(materialized='{kind}', on_schema_change='append_new_columns') {"}}"}
                {sql}
                """);
            var result = project.Check(error is null ? "success a" : "error a");
            result.Nodes[0].Diagnostics.Select(d => d.Id).ShouldBe(error is null ? [] : [error]);
        }
    }

    [Fact]
    public void A_mismatch_is_told_as_a_table()
    {
        using var project = new TestProject(Schema + """
            --- models/a.sql
            {{ config(materialized='table') }}
            select '1' as id, 2 as other
            """);
        var message = project.Check("error a").Nodes[0].Diagnostics[0].Message;
        message.ShouldContain("| id          | VARCHAR         | INTEGER       | data type mismatch    |");
        message.ShouldContain("| kind        |                 | VARCHAR       | missing in definition |");
        message.ShouldContain("| other       | INTEGER         |               | missing in contract   |");
    }

    [Fact]
    public void A_later_build_is_held_to_it_too()
    {
        using var project = new TestProject(Schema + """
            --- models/a.sql
            {{ config(materialized='incremental', on_schema_change='fail', incremental_strategy='append') }}
            select {{ 'id + 0' if is_incremental() else 'id' }} as id, 'x' as kind from (select 1 as id)
            """);
        project.Check("success a");
        project.Check("error a").Nodes[0].Diagnostics[0].Id.ShouldBe("constraint-violation");
    }

    [Fact]
    public void What_nothing_holds_the_rows_to_is_told()
    {
        using var project = new TestProject("""
            --- models/schema.yml
            models:
              - name: b
                config: {contract: {enforced: true}}
                columns:
                  - {name: id, data_type: integer, constraints: [{type: foreign_key, to: ref('a'), to_columns: [id]}]}
            --- models/a.sql
            {{ config(materialized='table') }}
            select 1 as id
            --- models/b.sql
            {{ config(materialized='table') }}
            select 2 as id from {{ ref('a') }}
            """);
        project.Check("success a\nsuccess b");
        project.Events.OfType<DiagnosticRaised>().ShouldContain(e => e.Diagnostic.Id == "constraint-not-enforced");
    }
}
