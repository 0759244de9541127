using Lake.Runner.Events;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>What templates see; the expectations are what dbt 1.12.6 prints for the same templates.</summary>
public class ContextTests
{
    private const string Table = "run_query(\"select 1 as a, 'x' as b, 1.50::decimal(10,2) as c, null as d, date '2024-01-02' as e, timestamp '2024-01-02 03:04:05' as f, true as g\")";

    [Theory]
    [InlineData("this", "\"lake\".\"main\".\"m\"")]
    [InlineData("this.include(database=false)", "\"main\".\"m\"")]
    [InlineData("this.quote(identifier=false)", "\"lake\".\"main\".m")]
    [InlineData("this.without_identifier()", "\"lake\".\"main\"")]
    [InlineData("this.incorporate(path={'identifier': 'x'}, type='view').is_view", "True")]
    [InlineData("this.information_schema('tables')", "\"lake\".INFORMATION_SCHEMA.tables")]
    [InlineData("this.name ~ this.schema ~ this.database ~ this.type", "mmainlakeNone")]
    [InlineData("api.Relation.create(schema='s', identifier='i', type='table').render()", "\"s\".\"i\"")]
    [InlineData("api.Column.translate_type('string') ~ api.Column.translate_type('integer')", "TEXTinteger")]
    [InlineData("api.Column.numeric_type('numeric', 28, 6)", "numeric(28,6)")]
    [InlineData("api.Column.create('a', 'integer').quoted", "\"a\"")]
    [InlineData("api.Column.create('a', 'VARCHAR').data_type", "character varying(256)")]
    [InlineData("api.Column.create('a', 'DECIMAL(18,2)').is_numeric()", "True")]
    [InlineData("adapter.quote('a b') ~ adapter.type()", "\"a b\"duckdb")]
    [InlineData("target.name ~ target.schema ~ target.type", "localmainduckdb")]
    [InlineData("project_name ~ execute", "shopTrue")]
    [InlineData("model.unique_id ~ model.config.materialized ~ model['alias']", "model.shop.mviewm")]
    [InlineData("config.get('materialized') ~ config.get('nope', 'x') ~ config.get('nope')", "viewxNone")]
    [InlineData("var('given') ~ var('none', 'fallback') ~ var.has_var('none')", "7fallbackFalse")]
    [InlineData("var('templated')", "on local")]
    [InlineData("fromjson('[') ~ fromjson('[', 'default') ~ fromyaml('a: [')", "NonedefaultNone")]
    [InlineData("diff_of_two_dicts({'a': ['x', 'Y'], 'b': []}, {'A': ['y']})", "{'a': ['x'], 'b': []}")]
    [InlineData("env_var('HERE') ~ env_var('NOT_HERE', 'fallback')", "valuefallback")]
    [InlineData("tojson({'a': [1, none, true], 'b': 'ü'})", "{\"a\": [1, null, true], \"b\": \"\\u00fc\"}")]
    [InlineData("fromjson('{\"a\": 1.5}').a", "1.5")]
    [InlineData("fromyaml('a: [1, x]')['a']", "[1, 'x']")]
    [InlineData("zip([1, 2], ['a', 'b']) | list", "[(1, 'a'), (2, 'b')]")]
    [InlineData("set([1, 1, 2]) | list", "[1, 2]")]
    [InlineData("local_md5('x')", "9dd4e461268c8034f5c8564e155c67a6")]
    [InlineData("graph.nodes['model.shop.m'].name ~ graph.nodes.values() | map(attribute='resource_type') | join", "mmodel")]
    [InlineData("graph.nodes.values() | rejectattr('time_spine', 'none') | list | length ~ model.deprecation_date ~ model.doc_blocks ~ model.functions", "0None[][]")]
    [InlineData("context.get('twice')(2)", "4")]
    [InlineData("shop.twice(3) ~ twice(1)", "62")]
    [InlineData("modules.datetime.date(2024, 1, 2).isoformat()", "2024-01-02")]
    [InlineData("flags.FULL_REFRESH ~ flags.WHICH", "Falsecompile")]
    [InlineData("is_incremental()", "False")]
    [InlineData("adapter.get_relation('lake', 'main', 'nothing')", "None")]
    [InlineData("adapter.check_schema_exists('lake', 'main')", "True")]
    [InlineData("render('{{ 1 + 1 }} x')", "2 x")]
    [InlineData("dbt.type_string() ~ dbt.hash('a')", "TEXTmd5(cast(a as TEXT))")]
    [InlineData("dbt.dateadd('week', 2, 'd') | trim", "(d + (cast(2 as bigint) * 7) * interval 1 day)")]
    [InlineData("dbt.concat(['a', 'b']) ~ dbt.safe_cast('a', 'int') | trim", "a || bcast(a as int)")]
    [InlineData("run_query(\"select [1, 2] as a\").rows[0][0] ~ 'x'", "[1, 2]x")]
    [InlineData("run_query(\"select {'a': [1.5], 'b': date '2024-01-02', 'c': null} as a\").rows[0][0] is string", "True")]
    [InlineData("run_query(\"select {'a': [1.5], 'b': date '2024-01-02', 'c': null} as a\").rows[0][0]", "{\"a\": [1.5], \"b\": \"2024-01-02\", \"c\": null}")]
    [InlineData("run_query(\"select map {1: timestamp '2024-01-02 03:04:05'} as a\").rows[0][0]", "{\"1\": \"2024-01-02T03:04:05\"}")]
    [InlineData(Table + ".column_names", "('a', 'b', 'c', 'd', 'e', 'f', 'g')")]
    [InlineData(Table + ".columns[0].values() ~ ''", "(1,)")]
    [InlineData(Table + ".columns['b'].values() ~ ''", "('x',)")]
    [InlineData(Table + ".rows[0]", "<agate.Row: (1, 'x', Decimal('1.50'), None, datetime.date(2024, 1, 2), ...)>")]
    [InlineData(Table + ".rows[0]['a'] ~ '' ~ " + Table + ".rows[0][1] ~ (" + Table + ".rows | length)", "1x1")]
    [InlineData(Table + ".rows[0] | join(' ')", "1 x 1.50 None 2024-01-02 2024-01-02 03:04:05 True")]
    public void Expressions(string expression, string expected) => Log(expression).ShouldBe(expected);

    [Fact]
    public void Results_of_statements_can_be_loaded_once()
    {
        using var project = Project("""
            {% call statement('q', fetch_result=True) %} select 1 as a union all select 2 {% endcall %}
            {% set first = load_result('q') %}
            {{ log(first['data'] ~ '' ~ first.table.columns[0].name ~ first.response, info=True) }}
            {{ load_result('q') }}
            """);
        var diagnostic = project.Run().Nodes[0].Diagnostics.ShouldHaveSingleItem();
        Messages(project).ShouldBe(["[(1,), (2,)]aOK"]);
        diagnostic.Id.ShouldBe("used-result");
    }

    [Theory]
    [InlineData("{{ var('givn') }}", "missing-var", "did you mean 'given'?")]
    [InlineData("{{ env_var('HER') }}", "missing-env-var", "did you mean 'HERE'?")]
    [InlineData("{{ env_var('DBT_ENV_SECRET_X') }}", "secret-env-var", null)]
    [InlineData("{{ config.require('nope') }}", "missing-config", null)]
    [InlineData("{{ adapter.dispatch('nope')() }}", "unknown-dispatch", null)]
    [InlineData("{{ exceptions.raise_compiler_error('no way') }}", "compiler-error", null)]
    [InlineData("{% do adapter.get_incremental_strategy_macro(context, 'merg') %}", "unknown-strategy", "did you mean 'merge'?")]
    [InlineData("{{ ref('other' if execute else 'm2') }}", "undeclared-ref", null)]
    public void Errors(string template, string id, string? hint)
    {
        using var project = Project("{% if execute %}\n" + template + "\n{% endif %}", "--- models/m2.sql\nselect 1 as id\n--- models/other.sql\nselect 1 as id\n");
        var result = project.Run();
        var diagnostic = result.Nodes.Single(n => n.Name == "m").Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(id, DiagnosticText.Draw(diagnostic));
        diagnostic.Location.ShouldNotBeNull().ToString().ShouldStartWith("models/m.sql:2:");
        diagnostic.Hint.ShouldBe(hint ?? diagnostic.Hint);
    }

    [Fact]
    public void Warnings_of_macros_are_told()
    {
        using var project = Project("{% do exceptions.warn('careful') %}");
        project.Run().Succeeded.ShouldBeTrue();
        var warning = project.Events.OfType<DiagnosticRaised>().ShouldHaveSingleItem().Diagnostic;
        warning.Message.ShouldBe("careful");
        warning.Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void What_a_project_defines_overrides_what_is_built_in()
    {
        using var project = Project(
            "{{ log(ref('m2'), info=True) }}{{ log(adapter.dispatch('twice')(4), info=True) }}",
            """
            --- models/m2.sql
            select 1 as id
            --- macros/over.sql
            {% macro ref(name) %}{{ return(builtins.ref(name).include(database=false)) }}{% endmacro %}
            {% macro duckdb__twice(n) %}{{ return(n * 20) }}{% endmacro %}
            {% macro default__twice(n) %}{{ return(n * 2) }}{% endmacro %}

            """);
        project.Run().Succeeded.ShouldBeTrue();
        Messages(project).ShouldBe(["\"main\".\"m2\"", "80"]);
    }

    [Fact]
    public void Ephemeral_models_are_put_in_as_dbt_does()
    {
        using var project = new TestProject("""
            --- models/e.sql
            {{ config(materialized='ephemeral') }}
            select 1 as id
            --- models/e2.sql
            {{ config(materialized='ephemeral') }}
            -- lead comment{{ 's' if this.schema != 'main' }}
            select * from {{ ref('e') }}
            --- models/plain.sql
            -- a comment
            select a.* from {{ ref('e2') }} a join {{ ref('e') }} b using (id)
            --- models/recursive.sql
            /* c */ WITH RECURSIVE x as (select 1 as q) select e2.* from {{ ref('e2') }} e2, x
            """);
        project.Run().Succeeded.ShouldBeTrue();
        const string Expressions = " __dbt__cte__e as (\n\nselect 1 as id\n),  __dbt__cte__e2 as (\n\n-- lead comment\nselect * from __dbt__cte__e\n)";
        Compiled("plain").ShouldBe($"with{Expressions} -- a comment\nselect a.* from __dbt__cte__e2 a join __dbt__cte__e b using (id)");
        Compiled("recursive").ShouldBe($"/* c */ WITH RECURSIVE {Expressions}, x as (select 1 as q) select e2.* from __dbt__cte__e2 e2, x");
        Compiled("e2").ShouldBe("\nwith __dbt__cte__e as (\n\nselect 1 as id\n) -- lead comment\nselect * from __dbt__cte__e");

        string Compiled(string name) => File.ReadAllText(project.Folder[$"target/compiled/shop/models/{name}.sql"]);
    }

    private static string Log(string expression)
    {
        using var project = Project("{% if execute %}{{ log((" + expression + ") ~ '', info=True) }}{% endif %}");
        var result = project.Run();
        result.Nodes.SelectMany(n => n.Diagnostics).Select(d => DiagnosticText.Draw(d)).ShouldBeEmpty();
        return Messages(project).ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Messages(TestProject project) => project.Events.OfType<MessageLogged>().Select(e => e.Text);

    private static TestProject Project(string template, string more = "") => new(
        "--- lake_project.yml\nname: shop\nversion: '1.0'\nvars: {given: 7, templated: 'on {{ target.name }}'}\n"
        + "--- macros/twice.sql\n{% macro twice(n) %}{{ return(n * 2) }}{% endmacro %}\n"
        + more + "--- models/m.sql\n" + template + "\nselect 1 as id\n")
    {
        Environment = new Dictionary<string, string> { ["HERE"] = "value", ["DBT_ENV_SECRET_X"] = "top-secret" },
    };

    [Theory]
    [InlineData("get_columns_in_relation", "ours 1")]
    [InlineData("default__get_columns_in_relation", "ours 1")]
    [InlineData("trino__get_columns_in_relation", "1")]
    public void A_macro_in_place_of_what_the_adapter_does_by_macros(string name, string expected)
    {
        using var project = new TestProject($$$"""
            --- macros/columns.sql
            {% macro {{{name}}}(relation) %}{{ return(['ours', adapter.get_columns_in_relation(relation) | length]) }}{% endmacro %}
            --- models/a.sql
            {{ config(materialized='table') }} select 1 as id
            --- models/b.sql
            {% set columns = adapter.get_columns_in_relation(ref('a')) %}
            {% if execute %}{% do log(columns | join(' ') if columns[0] is string else columns | length ~ '', info=true) %}{% endif %}
            select 1 as id
            """);
        project.Run().Succeeded.ShouldBeTrue();
        project.Events.OfType<MessageLogged>().Select(e => e.Text).ShouldBe([expected]);
    }
}
