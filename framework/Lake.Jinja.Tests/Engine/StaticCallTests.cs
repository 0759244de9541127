using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class StaticCallTests
{
    [Fact]
    public void A_model_of_literal_calls_is_known_without_rendering()
    {
        var calls = Check.Parse("{{ config(materialized='table', tags=['a', 'b'], meta={'k': -1}) }} select * from {{ ref('x', v=2) }} join {{ source('s', 't') }}").StaticCalls;
        calls.IsComplete.ShouldBeTrue();
        calls.Calls.Select(call => call.Function).ShouldBe(["config", "ref", "source"]);
        calls.Calls[1].Positional.ShouldBe(["x"]);
        calls.Calls[1].Keywords.ShouldBe([new Keyword("v", 2L)]);
    }

    [Theory]
    [InlineData("{{ config(a=none, b=[1, [True], -1.5,], c=(), d=(1,), e=('x', 2), f={'k': {'l': false}}) }}", "{'a': None, 'b': [1, [True], -1.5], 'c': (), 'd': (1,), 'e': ('x', 2), 'f': {'k': {'l': False}}}")]
    [InlineData("{# a #}{{- config(a='it\\'s',) -}} {# b #}", "{'a': \"it's\"}")]
    public void Literals_are_read_as_rendering_reads_them(string template, string expected)
    {
        var parsed = Check.Parse(template);
        var call = parsed.StaticCalls.Calls.ShouldHaveSingleItem();
        Repr(call.Keywords).ShouldBe(expected);

        Keyword[] rendered = [];
        parsed.Render(Check.Context(new() { ["config"] = new NativeFunction("config", call => PyBox.Of((rendered = call.Keywords).Length)) }));
        Repr(rendered).ShouldBe(expected);
    }

    [Fact]
    public void A_call_knows_its_place()
    {
        var call = Check.Parse("select *\r\nfrom {{ ref( 'x' ) }}").StaticCalls.Calls.ShouldHaveSingleItem();
        call.Location.ToString().ShouldBe("models/a.sql:2:9");
        call.Location.Source.GetText(call.Location.Span).ShouldBe("ref( 'x' )");
    }

    [Fact]
    public void Text_alone_is_complete() => Check.Parse("select 1 as }", JinjaOptions.Dbt).StaticCalls.ShouldSatisfyAllConditions(
        calls => calls.IsComplete.ShouldBeTrue(), calls => calls.Calls.ShouldBeEmpty());

    [Theory]
    [InlineData("{% if a %}{{ ref('x') }}{% endif %}")]
    [InlineData("{{ ref(name) }}")]
    [InlineData("{{ ref('a') | upper }}")]
    [InlineData("{{ ref('a' ~ 'b') }}")]
    [InlineData("{{ ref('a', *[]) }}")]
    [InlineData("{{ ref(v=1, 'a') }}")]
    [InlineData("{{ config(a=1, a=2) }}")]
    [InlineData("{{ config(a=[1, b]) }}")]
    [InlineData("{{ config(a={'b': c()}) }}")]
    [InlineData("{{ config(a={[1]: 2}) }}")]
    [InlineData("{{ config(a=(1 + 2)) }}")]
    [InlineData("{{ config(a=-b) }}")]
    [InlineData("{{ config(a=1e999) }}")]
    [InlineData("{{ config.get('a') }}")]
    [InlineData("{{ 'text' }}")]
    [InlineData("{{ other() }}")]
    [InlineData("{{ ref('x' }}")]
    [InlineData("{{ ref('x')")]
    [InlineData("{{ ref(,) }}")]
    [InlineData("{{ ref('\\x') }}")]
    public void Anything_else_must_be_rendered(string template) => Check.Parse(template).StaticCalls.IsComplete.ShouldBeFalse();

    private static string Repr(IEnumerable<Keyword> keywords) =>
        PyRepr.Of(new PyDict(keywords.Select(keyword => KeyValuePair.Create(keyword.Name, keyword.Value))));
}
