using Lake.Jinja.Errors;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class DiagnosticTests
{
    [Fact]
    public void A_failure_shows_place_values_and_hint()
    {
        var diagnostic = Check.Fails("select 1\n  , {{ total + pric }}", JinjaRules.Undefined, new() { ["price"] = 3L, ["total"] = 5L });
        DiagnosticText.Draw(diagnostic).ShouldBe(
            """
            error[jinja-undefined]: 'pric' is undefined
              --> models/a.sql:2:8
             1 | select 1
             2 |   , {{ total + pric }}
               |        ^^^^^^^^^^^^
              with total = 5
              with pric = undefined

            """);
    }

    [Fact]
    public void A_misspelt_macro_is_guessed() => Check.Fails("{{ centz(1) }}", JinjaRules.Undefined, Check.Macros("{% macro cents(x) %}{% endmacro %}"))
        .Hint.ShouldBe("did you mean 'cents'?");

    [Fact]
    public void A_failure_in_a_macro_shows_the_calls()
    {
        var names = Check.Macros("{% macro inner(x) %}{{ x.nope.again }}{% endmacro %}\n{% macro outer() %}{{ inner([1]) }}{% endmacro %}");
        var diagnostic = Check.Fails("{{ outer() }}", JinjaRules.Undefined, names);
        diagnostic.Message.ShouldBe("'list object' has no attribute 'nope'");
        diagnostic.Location.ShouldNotBeNull().ToString().ShouldBe("macros/m.sql:1:24");
        diagnostic.Values.ShouldBe([new NamedValue("x", "[1]")]);
        diagnostic.Related.Select(place => place.ToString()).Count().ShouldBe(2);
        diagnostic.Related[0].Location.ToString().ShouldBe("macros/m.sql:2:23");
        diagnostic.Related[1].Location.ToString().ShouldBe("models/a.sql:1:4");
    }

    [Fact]
    public void All_syntax_errors_are_told_in_one_pass()
    {
        var template = Check.Parse(
            """
            {{ 1 + }}
            {% if a %}
              {{ 'open }}
            {% endif %}
            {% for x %}{{ x }}{% endfor %}
            {% fro y in z %}
            {{ fine }}
            {% set = 3 %}
            """);
        template.Diagnostics.Select(d => $"{d.Location?.Start.Line}: {d.Message}").ShouldBe(
        [
            "1: unexpected 'end of print statement'",
            "3: unexpected char \"'\" at 26",
            "5: expected token 'in', got 'end of statement block'",
            "6: Encountered unknown tag 'fro'.",
            "8: unexpected '='",
        ]);
        template.Root.DescendantsAndSelf().OfType<Tree.ForSyntax>().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("{% if a %}x", "Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.")]
    [InlineData("{% if a %}{% endfor %}", "Encountered unknown tag 'endfor'. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.")]
    [InlineData("{% for a in b %}{% if c %}{% endfor %}", "Encountered unknown tag 'endfor'. You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.")]
    [InlineData("{{ a", "unexpected end of template, expected 'end of print statement'.")]
    [InlineData("{{ a | nosuch }}", "No filter named 'nosuch'.")]
    public void Syntax_errors_are_in_Jinja2s_words(string template, string message) =>
        Check.Fails(template, JinjaRules.Syntax).Message.ShouldBe(message);

    [Fact]
    public void The_sandbox_keeps_Pythons_own_attributes() => Check.Fails("{{ ''.__class__.mro() }}", JinjaRules.Security);

    [Fact]
    public void Operations_fail_as_in_Python() =>
        Check.Fails("{{ 1 + 'a' }}", JinjaRules.Runtime).Message.ShouldBe("unsupported operand type(s) for +: 'int' and 'str'");

    [Fact]
    public void What_a_function_throws_gets_the_place_of_its_call() => Check.Fails(
            "a\n{{ f() }}", JinjaRules.User, new() { ["f"] = new NativeFunction("f", _ => throw JinjaError.User("no")) })
        .Location.ShouldNotBeNull().ToString().ShouldBe("models/a.sql:2:4");

    [Fact]
    public void A_missing_template_is_named() => Should.Throw<DiagnosticException>(
            () => Check.Parse("{% include 'x' %}").Render(new RenderContext(new Dictionary<string, object?>()) { Loader = _ => null }))
        .Diagnostic.Rule.ShouldBe(JinjaRules.TemplateNotFound);

    [Fact]
    public void A_materialization_refuses_what_it_does_not_know() => Check.Parse("{% materialization m, nope=1 %}{% endmaterialization %}", JinjaOptions.Dbt)
        .Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(JinjaRules.MaterializationArgument);
}
