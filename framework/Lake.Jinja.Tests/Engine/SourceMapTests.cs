using Lake.Jinja.Options;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class SourceMapTests
{
    [Fact]
    public void Every_character_leads_to_its_template()
    {
        var (result, _) = Render("select {{ a }}\nfrom {{ m() }}\n-- end", "{% macro m() %}t{{ a }}{% endmacro %}");
        result.Text.ShouldBe("select 12\nfrom t12\n-- end");
        for (var i = 0; i < result.Text.Length; i++)
        {
            result.SourceMap.Find(i).ShouldNotBeNull();
        }

        At(result, "select").ShouldBe("models/a.sql:1:1");
        At(result, "12").ShouldBe("models/a.sql:1:8");
        At(result, "from").ShouldBe("models/a.sql:2:1");
        At(result, "t12").ShouldBe("macros/m.sql:1:16");
        At(result, "-- end").ShouldBe("models/a.sql:3:1");
    }

    [Fact]
    public void A_character_of_a_macro_knows_the_calls_that_led_there()
    {
        var (result, _) = Render("x {{ outer() }}", "{% macro inner() %}!{% endmacro %}{% macro outer() %}{{ inner() }}{% endmacro %}");
        var segment = result.SourceMap.Find(result.Text.IndexOf('!', StringComparison.Ordinal)).ShouldNotBeNull();
        segment.Caller.ShouldNotBeNull().Macro.ShouldBe("inner");
        segment.Caller.Caller.ShouldNotBeNull().Macro.ShouldBe("outer");
        result.SourceMap.LocateOutermost(2).ShouldNotBeNull().ToString().ShouldBe("models/a.sql:1:6");
    }

    [Fact]
    public void Text_that_was_stored_first_keeps_its_place()
    {
        var (result, _) = Render("{% set x %}a{{ m() }}{% endset %}-- {{ x }}", "{% macro m() %}b{% endmacro %}");
        result.Text.ShouldBe("-- ab");
        At(result, "a").ShouldBe("models/a.sql:1:12");
        At(result, "b").ShouldBe("macros/m.sql:1:16");
    }

    [Fact]
    public void Text_dropped_by_return_leaves_no_trace()
    {
        var (result, _) = Render("{{ m() }}y", "{% macro m() %}lost{{ return('z') }}{% endmacro %}");
        result.Text.ShouldBe("zy");
        At(result, "z").ShouldBe("models/a.sql:1:1");
        At(result, "y").ShouldBe("models/a.sql:1:10");
    }

    [Fact]
    public void Line_breaks_of_Windows_shift_nothing()
    {
        var (result, _) = Render("a\r\nb\r\n{{ 1 }}\r\nc", "");
        result.Text.ShouldBe("a\nb\n1\nc");
        At(result, "b").ShouldBe("models/a.sql:2:1");
        At(result, "c").ShouldBe("models/a.sql:4:1");
    }

    [Theory]
    [InlineData("x{% for n in ['p', 'q'] %}{% if n == 'p' %}{{ n ~ a }}{% endif %};{% endfor %}y")]
    [InlineData("{% for n in [[1, [2]], [3, []]] recursive %}<{{ n[0] }}{{ m() }}{{ loop([[9, []]]) if n[1] }}>{% endfor %}")]
    [InlineData("{% call(n) c() %}[{{ n }}{{ m() }}]{% endcall %}{% filter upper %}q{{ m() }}{% endfilter %}{{ m() | upper }}")]
    [InlineData("{% set x %}{{ m() }}-{% endset %}{{ x }}{{ x ~ a ~ x }}{{ m() ~ m() }}{{ r() }}")]
    public void Segments_follow_each_other_without_a_gap(string template)
    {
        var (result, _) = Render(
            template, "{% macro m() %}t{{ a }}{% endmacro %}{% macro c() %}<{{ caller(1) }}{{ caller(2) }}>{% endmacro %}{% macro r() %}lost{{ return(m()) }}{% endmacro %}");
        var end = 0;
        foreach (var segment in result.SourceMap.Segments)
        {
            segment.OutputStart.ShouldBe(end);
            segment.OutputLength.ShouldBeGreaterThan(0);
            end = segment.OutputEnd;
        }

        end.ShouldBe(result.Text.Length);
    }

    [Fact]
    public void Text_of_a_written_out_loop_leads_to_its_body()
    {
        var (result, _) = Render("{% for n in ['p', 'q'] %}{{ n }};{% endfor %}", "");
        result.Text.ShouldBe("p;q;");
        At(result, "q").ShouldBe("models/a.sql:1:26");
        At(result, ";").ShouldBe("models/a.sql:1:33");
    }

    [Fact]
    public void Nobody_pays_who_does_not_ask() => Check.Parse("a{{ 1 }}").Render(Check.Context()).SourceMap.Segments.ShouldBeEmpty();

    private static string At(RenderResult result, string text) =>
        result.SourceMap.Locate(result.Text.IndexOf(text, StringComparison.Ordinal)).ShouldNotBeNull().ToString();

    private static (RenderResult Result, Template Template) Render(string text, string macros)
    {
        var names = Check.Macros(macros);
        names["a"] = 12L;
        var template = Template.Parse(new SourceFile("models/a.sql", text), JinjaOptions.Dbt);
        return (template.Render(new RenderContext(names) { TrackSources = true }), template);
    }
}
