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
    [InlineData("{% if a %}{{ ref('x') }}{% endif %}")]
    [InlineData("{{ ref(name) }}")]
    [InlineData("{{ ref('a') | upper }}")]
    [InlineData("{{ other() }}")]
    [InlineData("{{ ref('x' }}")]
    public void Anything_else_must_be_rendered(string template) => Check.Parse(template).StaticCalls.IsComplete.ShouldBeFalse();
}
