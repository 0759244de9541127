using Lake.Jinja.Errors;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

/// <summary>What is decided when a template is compiled must look as if it had been decided when it ran.</summary>
public class CompileTimeTests
{
    [Theory]
    [InlineData("{% for n in ['a', 'b'] %}{{ n }}{{ p ~ n }};{% endfor %}{{ n }}", "apa;bpb;")]
    [InlineData("{% set n = 1 %}{% for n in ['a'] %}{% for m in [n, 2] %}{{ n }}{{ m }}{% endfor %}{% endfor %}{{ n }}", "aaa21")]
    [InlineData("{% for n in [1, 2] %}{% if n == 1 %}one{% elif p %}{{ p }}{% else %}none{% endif %}{% endfor %}", "onep")]
    [InlineData("{% for n in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}{{ n }}{% endfor %}", "123456789")]
    [InlineData("{% for n in [] %}{{ n }}{% endfor %}-", "-")]
    public void A_loop_over_literals_prints_its_rounds(string template, string expected) =>
        Check.Renders(template, expected, new() { ["p"] = "p" });

    [Theory]
    [InlineData("a{% if 1 < 2 %}b{% elif p %}c{% else %}d{% endif %}e", "abe")]
    [InlineData("a{% if 1 > 2 %}b{% elif not p %}c{% elif true %}d{% else %}e{% endif %}f", "adf")]
    [InlineData("a{% if false %}b{% endif %}c", "ac")]
    [InlineData("{% for n in p %}{% if true %}{% break %}{% endif %}{{ n }}{% endfor %}.", ".")]
    public void A_known_branch_is_part_of_its_surroundings(string template, string expected) =>
        Check.Renders(template, expected, new() { ["p"] = "p" });

    [Fact]
    public void A_round_that_fails_shows_its_item()
    {
        var error = Check.Fails("{% for n in [1, 0] %}{{ 4 // n }}{{ p // n }}{% endfor %}", JinjaRules.Runtime, new() { ["p"] = 3L });
        error.Values.ShouldContain(new NamedValue("n", "0"));
    }

    [Fact]
    public void What_is_wrong_with_a_written_out_body_is_said_once() =>
        Check.Parse("{% for n in [1, 2] %}{{ n | nofilter }}{% endfor %}").Diagnostics.Length.ShouldBe(1);

    [Fact]
    public void A_name_that_nothing_sets_is_looked_up_once()
    {
        var scope = new CountingScope();
        var template = Check.Parse("{% macro m() %}{{ p }}{% endmacro %}{% for n in range(5) %}{{ p }}{{ m() }}{% endfor %}");
        template.Render(new RenderContext(scope)).Text.ShouldBe("pppppppppp");
        scope.Asked.ShouldBe(["range", "p"]);
    }

    [Fact]
    public void A_name_that_is_set_somewhere_around_is_not_the_contexts()
    {
        Check.Renders("{{ p }}{% for n in range(2) %}{{ p }}{% set p = n %}{{ p }}{% endfor %}{{ p }}", "xx0x1x", new() { ["p"] = "x" });
        Check.Renders("{% macro m() %}{{ p }}{% endmacro %}{{ m() }}{% set p = 1 %}{{ m() }}", "1", new() { ["p"] = "x" });
    }

    private sealed class CountingScope : NameScope
    {
        public List<string> Asked { get; } = [];

        public override bool TryGet(string name, out object? value)
        {
            Asked.Add(name);
            value = name == "p" ? "p" : null;
            return name == "p";
        }
    }
}
