using Lake.Jinja.Options;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class ThreadTests
{
    [Fact]
    public void Many_threads_render_one_template()
    {
        var names = Check.Macros("{% macro m(a) %}{% set b = a * 2 %}{{ return(b) if a > 5 }}{{ b }}{% endmacro %}");
        var template = Check.Parse("{% for i in range(n) %}{{ m(i) }},{% endfor %}", JinjaOptions.Dbt);
        Parallel.For(0, 64, n =>
        {
            var own = new Dictionary<string, object?>(names) { ["n"] = (long)n };
            template.Render(new RenderContext(own)).Text.ShouldBe(string.Concat(Enumerable.Range(0, n).Select(i => $"{i * 2},")));
        });
    }
}
