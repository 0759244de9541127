using System.Globalization;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Trino;

/// <summary>Projects with a target of type <c>trino</c>, through the program, on a real server.</summary>
public sealed class TrinoProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _schema = $"p{Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)}";

    [Fact]
    public void Every_materialization_runs_twice()
    {
        Write("""
            --- seeds/orders.csv
            id,customer,day,amount
            1,ann,2024-01-01,10.5
            2,bob,2024-01-01,
            3,O'Neil,2024-01-02,7.25
            --- seeds/seeds.yml
            seeds:
              - name: orders
                config: {column_types: {amount: "decimal(10, 2)"}}
            --- models/stg.sql
            {{ config(materialized='view') }}
            select id, customer, day, amount from {{ ref('orders') }}
            --- models/whole.sql
            {{ config(materialized='table', partitioned_by=['bucket(4, id)', 'day'], sorted_by='id', properties={'format_version': '2'}) }}
            select * from {{ ref('stg') }}
            --- models/merged.sql
            {{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}
            select id, customer, {{ '1' if is_incremental() else '0' }} as run from {{ ref('stg') }} {% if is_incremental() %}where id > 1 union all select 9, 'new', 1{% endif %}
            --- models/appended.sql
            {{ config(materialized='incremental', incremental_strategy='append') }}
            select id from {{ ref('stg') }} {% if is_incremental() %}where id = 1{% endif %}
            --- models/replaced.sql
            {{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key=['customer']) }}
            {% if is_incremental() %}select * from (values (101, 'ann'), (102, 'ann'), (103, 'zoe')) v(id, customer)
            {% else %}select id, customer from {{ ref('stg') }} union all select 11, 'ann'{% endif %}
            --- models/overwritten.sql
            {{ config(materialized='incremental', incremental_strategy='insert_overwrite', partitioned_by=['day']) }}
            select id, day from {{ ref('stg') }} {% if is_incremental() %}where id = 2{% endif %}
            --- models/widened.sql
            {{ config(materialized='incremental', incremental_strategy='append', on_schema_change='sync_all_columns') }}
            select id{{ ', customer' if is_incremental() else ', day' }} from {{ ref('stg') }}
            --- models/promised.sql
            {{ config(materialized='table', contract={'enforced': true}) }}
            select 'x' as label, id from {{ ref('stg') }}
            --- models/fresh.sql
            {{ config(materialized='materialized_view') }}
            select count(*) as n from {{ ref('whole') }}
            --- models/models.yml
            models:
              - name: whole
                description: It's whole
                config: {persist_docs: {relation: true, columns: true}}
                columns:
                  - {name: id, description: The number, data_tests: [unique, not_null]}
              - name: merged
                columns: [{name: id, data_tests: [unique]}]
              - name: promised
                columns: [{name: id, data_type: integer, constraints: [{type: not_null}]}, {name: label, data_type: varchar}]
            --- snapshots/history.yml
            snapshots:
              - name: history
                relation: ref('stg')
                config: {strategy: check, unique_key: id, check_cols: [customer], hard_deletes: new_record}
            """);
        Lake("build");
        Rows("select id, customer, amount from {0}.whole order by id").ShouldBe("1,ann,10.50\n2,bob,\n3,O'Neil,7.25");
        _folder.Write("seeds/orders.csv", "id,customer,day,amount\n1,anna,2024-01-01,10.5\n2,bob,2024-01-01,\n");
        Lake("build");
        Rows("select id, run from {0}.merged order by id").ShouldBe("1,0\n2,1\n3,0\n9,1");
        Rows("select id from {0}.appended order by id").ShouldBe("1\n1\n2\n3");
        Rows("select id, customer from {0}.replaced order by id").ShouldBe("2,bob\n3,O'Neil\n101,ann\n102,ann\n103,zoe");
        Rows("select id, day from {0}.overwritten order by id").ShouldBe("2,2024-01-01\n3,2024-01-02");
        Rows("select count(*), count(customer) from {0}.widened").ShouldBe("5,2");
        Rows("select label, id from {0}.promised order by id").ShouldBe("x,1\nx,2");
        Rows("select n from {0}.fresh").ShouldBe("2");
        Rows("select customer, dbt_valid_to is null, dbt_is_deleted from {0}.history order by id, dbt_valid_from, dbt_is_deleted")
            .ShouldBe("ann,false,False\nanna,true,False\nbob,true,False\nO'Neil,false,False\nO'Neil,true,True");
        Rows("select comment from system.metadata.table_comments where catalog_name = 'lake' and schema_name = '{0}' and table_name = 'whole'").ShouldBe("It's whole");
        Rows("select comment from lake.information_schema.columns where table_schema = '{0}' and table_name = 'whole' and column_name = 'id'").ShouldBe("The number");
        Lake("query", $"alter table {_schema}.whole execute optimize");
        Rows("select value from {0}.\"whole$properties\" where key = 'sort-order'").ShouldNotBeEmpty();
        Rows("select count(*) from lake.information_schema.tables where table_schema = '{0}' and table_name like '%\\_\\_%' escape '\\'").ShouldBe("0");
    }

    [Fact]
    public void What_fails_its_tests_is_not_published()
    {
        Write("""
            --- models/t.sql
            {{ config(materialized='table') }}
            select 1 as id
            --- models/m.sql
            {{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}
            select 1 as id, 1 as v
            --- models/models.yml
            models:
              - name: t
                columns: [{name: id, data_tests: [not_null]}]
              - name: m
                columns: [{name: v, data_tests: [not_null: {config: {store_failures: true}}]}]
            """);
        Lake("build");
        _folder.Write("models/t.sql", "{{ config(materialized='table') }}\nselect cast(null as integer) as id");
        _folder.Write("models/m.sql", "{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}\nselect 1 as id, cast(null as integer) as v");
        Run("build").ExitCode.ShouldBe(1);
        Rows("select id from {0}.t").ShouldBe("1");
        Rows("select v from {0}.m").ShouldBe("1");
        Rows("select count(*) from {0}_dbt_test__audit.not_null_m_v").ShouldBe("1");
        Rows("select count(*) from lake.information_schema.tables where table_schema = '{0}' and table_name like '%lake%'").ShouldBe("0");
    }

    [Fact]
    public void Large_seeds_come_whole()
    {
        var rows = Enumerable.Range(1, 12_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},name {i},{i * 0.5}"));
        Write("");
        _folder.Write("seeds/big.csv", "id,name,half\n" + string.Join('\n', rows) + "\n");
        Lake("seed");
        Rows("select count(*), count(distinct id), max(half), min(name) from {0}.big").ShouldBe("12000,12000,6000.0,name 1");
    }

    [Fact]
    public void Lists_of_relations_are_asked_for_once_a_schema_and_not_once_a_model()
    {
        const int Models = 8;
        var models = string.Concat(Enumerable.Range(0, Models).Select(i => $"--- models/m{i}.sql\n{{{{ config(materialized='{(i % 2 == 0 ? "table" : "view")}') }}}}\nselect 1 as id\n"));
        Write($"{models}--- models/models.yml\nmodels:\n" + string.Concat(Enumerable.Range(0, Models).Select(i => $"  - {{name: m{i}, columns: [{{name: id, data_tests: [not_null]}}]}}\n")));
        Lake("build");
        Lake("build");
        var asked = Rows("""
            select count_if(query like '%information_schema.tables%'), count_if(query like '%information_schema%' and query not like '%information_schema.tables%' or query like '%system.jdbc%'), count(*)
            from system.runtime.queries where query like '%{0}%' and query not like '%system.runtime.queries%'
            """).Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        asked[0].ShouldBe(3, "once a build, and once more when the schema has been made");
        asked[1].ShouldBe(2, "whether the schema is there, when nothing is in it");
        (asked[2] / 2.0 / Models).ShouldBeLessThan(5.0, "statements a model with its test, staged and published");
    }

    [Theory]
    [InlineData("port: 1", "trino-unreachable")]
    [InlineData("catalog: nothing", "trino-unknown-catalog")]
    [InlineData("method: kerberos", "invalid-profile")]
    [InlineData("http_scheme: https", "trino-tls")]
    [InlineData("host: no-such-host.example", "trino-unreachable")]
    public void Debug_says_what_is_wrong(string line, string rule)
    {
        Write("", line);
        var result = Run("debug");
        (result.ExitCode, result.Output + result.Error).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(1), r => r.Item2.ShouldContain($"error[{rule}]"));
    }

    [Fact]
    public void A_construct_of_the_other_dialect_is_shown_in_the_model()
    {
        Write("""
            --- models/m.sql
            select 1 as id,
              '2024-01-01'::date as day
            """);
        var result = Run("build");
        (result.Output + result.Error).ShouldContain("error[wrong-dialect]: Trino has no ::");
        (result.Output + result.Error).ShouldContain("models/m.sql:2:15");
    }

    public void Dispose()
    {
        if (File.Exists(_folder["profiles.yml"]))
        {
            Write("");
            foreach (var schema in Rows("select schema_name from lake.information_schema.schemata where schema_name like '{0}%'").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (var name in Rows($"select table_name from lake.information_schema.tables where table_schema = '{schema}'").Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    ((string[])["view", "materialized view", "table"]).Any(kind => Run("query", $"drop {kind} lake.{schema}.\"{name}\"").ExitCode == 0).ShouldBeTrue(name);
                }

                Run("query", $"drop schema lake.{schema}");
            }
        }

        _folder.Dispose();
    }

    private void Write(string files, string more = "")
    {
        var server = Servers.Trino.Address;
        _folder.With(files);
        _folder.Write("lake_project.yml", "name: shop\nprofile: shop\n");
        var lines = new Dictionary<string, string> { ["host"] = server.Host, ["port"] = server.Port.ToString(CultureInfo.InvariantCulture), ["catalog"] = "lake", ["retries"] = "2" };
        foreach (var line in more.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines[line.Split(": ")[0]] = line.Split(": ")[1];
        }

        _folder.Write("profiles.yml", $"shop:\n  target: t\n  outputs:\n    t: {{type: trino, user: test, schema: {_schema}, threads: 2, {string.Join(", ", lines.Select(l => $"{l.Key}: {l.Value}"))}}}\n");
    }

    private ProgramResult Run(params string[] arguments) => LakeProgram.Run(_folder.Path, [.. arguments, "--profiles-dir", _folder.Path]);

    private void Lake(params string[] arguments)
    {
        var result = Run(arguments);
        result.ExitCode.ShouldBe(0, result.ToString());
    }

    /// <summary>Rows as CSV, without the header; <c>{0}</c> is the schema.</summary>
    private string Rows(string sql)
    {
        var result = Run("query", sql.Replace("{0}", _schema, StringComparison.Ordinal), "--output", "csv");
        result.ExitCode.ShouldBe(0, result.ToString());
        return string.Join('\n', result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
    }
}
