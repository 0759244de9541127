using Lake.Jinja.Errors;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class MacroTests
{
    [Fact]
    public void A_macro_without_return_gives_its_text() =>
        Check.Renders("{{ m(2) }}", "[2-3]", Check.Macros("{% macro m(a, b=3) %}[{{ a }}-{{ b }}]{% endmacro %}"), JinjaOptions.Dbt);

    [Fact]
    public void Return_gives_a_value_and_drops_the_text_before_it() =>
        Check.Renders("{{ m() + 1 }}", "6", Check.Macros("{% macro m() %}lost {{ return(5) }} lost{% endmacro %}"), JinjaOptions.Dbt);

    [Fact]
    public void Return_ends_loops_and_captures_around_it() => Check.Renders(
        "{{ m() }}|", "[1]|",
        Check.Macros("{% macro m() %}{% set x %}a{% for i in range(3) %}{% if i == 1 %}{% do return([i]) %}{% endif %}{% endfor %}{% endset %}{% endmacro %}"),
        JinjaOptions.Dbt);

    [Fact]
    public void Return_within_an_expression_unwinds_too() =>
        Check.Renders("{{ m() }}", "7", Check.Macros("{% macro m() %}{% set x = [return(7)] %}{% endmacro %}"), JinjaOptions.Dbt);

    [Fact]
    public void Return_in_a_call_block_leaves_the_macro_that_holds_the_block() => Check.Renders(
        "{{ outer() }}", "done",
        Check.Macros("{% macro inner() %}<{{ caller() }}>{% endmacro %}{% macro outer() %}{% call inner() %}{{ return('done') }}{% endcall %}{% endmacro %}"),
        JinjaOptions.Dbt);

    [Fact]
    public void Macros_of_one_file_find_each_other_through_the_context_only() =>
        Check.Fails("{{ m() }}", JinjaRules.Undefined, new() { ["m"] = Check.Parse("{% macro m() %}{{ n() }}{% endmacro %}{% macro n() %}{% endmacro %}", JinjaOptions.Dbt).Macros[0].Bind(Check.Context()) });

    [Fact]
    public void Definitions_tell_their_kind_name_and_parameters()
    {
        var macros = Check.Parse(
            """
            {% macro m(a: int, b: list[str] = none) %}x{% endmacro %}
            {% test t(model, column_name) %}y{% endtest %}
            {%- materialization mat, adapter='duckdb', supported_languages=['sql', 'python'] %}z{% endmaterialization %}
            {% snapshot s %}select 1{% endsnapshot %}
            {% docs d %} any {{ text {% enddocs %}
            """,
            JinjaOptions.Dbt).Macros;
        macros.Select(macro => $"{macro.Kind} {macro.FullName}").ShouldBe(
            ["Macro m", "Test test_t", "Materialization materialization_mat_duckdb", "Snapshot s", "Docs d"]);
        macros[0].Parameters.Select(p => p.Type).ShouldBe(["int", "list[str]"]);
        macros[2].SupportedLanguages.ShouldBe(["sql", "python"]);
        macros[3].BodyText.ShouldBe("select 1");
        macros[4].BodyText.ShouldBe(" any {{ text ");
    }

    [Fact]
    public void A_bound_macro_can_be_called_from_code()
    {
        var macro = (BoundMacro)Check.Macros("{% macro m(a) %}{{ return(a * 2) }}{% endmacro %}")["m"].ShouldNotBeNull();
        macro.Call(CallArguments.Of(21L)).ShouldBe(42L);
        macro.Call(new CallArguments([], [new Keyword("a", new PyList([1L]))])).ShouldBeOfType<PyList>().Repr.ShouldBe("[1, 1]");
    }

    [Fact]
    public void Undefined_names_are_absorbed_while_parsing() => Check.Renders(
        "[{{ m() }}]", "[]", Check.Macros("{% macro m() %}{{ a.b['c'](1).d }}{% endmacro %}", UndefinedMode.Parse), JinjaOptions.Dbt);
}
