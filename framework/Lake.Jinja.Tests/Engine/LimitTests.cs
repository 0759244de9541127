using Lake.Jinja.Errors;
using Lake.Jinja.Options;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class LimitTests
{
    [Fact]
    public void Recursion_is_bounded() =>
        Check.Fails("{{ m() }}", JinjaRules.Limit, Check.Macros("{% macro m() %}{{ m() }}{% endmacro %}"));

    [Fact]
    public void Recursion_of_inner_macros_is_bounded() => Check.Fails("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", JinjaRules.Limit);

    [Fact]
    public void Loops_are_bounded() => Check.Fails(
        "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}", JinjaRules.Limit, limits: new JinjaLimits { MaxIterations = 10_000 });

    [Fact]
    public void Output_is_bounded() => Check.Fails(
        "{% for a in range(1000) %}{{ 'x' * 1000 }}{% endfor %}", JinjaRules.Limit, limits: new JinjaLimits { MaxOutput = 10_000 });

    [Fact]
    public void Time_is_bounded() => Check.Fails(
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}", JinjaRules.Limit, limits: new JinjaLimits { MaxTime = TimeSpan.FromMilliseconds(20) });

    [Fact]
    public void A_rendering_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var template = Check.Parse("{% for a in range(100000) %}{% endfor %}");
        Should.Throw<OperationCanceledException>(() => template.Render(new RenderContext(new Dictionary<string, object?>()) { Cancellation = source.Token }));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-", "")]
    [InlineData("not ", "")]
    [InlineData("f(", ")")]
    [InlineData("1 if ", "")]
    public void Deep_expressions_are_refused_or_read_but_never_fatal(string open, string close)
    {
        var text = "{{ " + string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000)) + " }}";
        Should.NotThrow(() => Check.Parse(text).Diagnostics.Length);
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(" ~ 1")]
    [InlineData("|string")]
    [InlineData(".a")]
    [InlineData(" and 1")]
    [InlineData(" if 1")]
    public void Long_chains_are_never_fatal(string link)
    {
        var template = Check.Parse("{{ x" + string.Concat(Enumerable.Repeat(link, 100_000)) + " }}");
        try
        {
            template.Render(Check.Context(new() { ["x"] = 1L }));
        }
        catch (DiagnosticException error)
        {
            error.Diagnostic.Message.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Deep_statements_are_never_fatal()
    {
        var text = string.Concat(Enumerable.Repeat("{% if 1 %}", 50_000));
        Check.Parse(text).Diagnostics.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("{{ 10 ** (10 ** 10) }}")]
    [InlineData("{{ 'a' * 10 ** 12 }}")]
    [InlineData("{{ [0] * 10 ** 12 }}")]
    public void Results_too_large_are_refused(string template) => Check.Fails(template, JinjaRules.Limit);

    [Fact]
    public void A_list_that_holds_itself_is_printed_as_Python_does() =>
        Check.Renders("{% set a = [1] %}{% do a.append(a) %}{{ a }}", "[1, [...]]");

    [Fact]
    public void Comparing_lists_that_hold_themselves_is_never_fatal() =>
        Check.Fails("{% set a = [] %}{% set b = [] %}{% do a.append(b) %}{% do b.append(a) %}{{ a == b }}", JinjaRules.Limit);
}
