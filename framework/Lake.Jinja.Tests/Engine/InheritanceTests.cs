using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Engine;

public class InheritanceTests
{
    [Fact]
    public void A_child_overrides_blocks_and_calls_super() => Renders(
        "{% extends 'base' %}lost{% block a %}child {{ super() }}{% endblock %}",
        "[child parent|kept]",
        ("base", "[{% block a %}parent{% endblock %}|{% block b %}kept{% endblock %}]"));

    [Fact]
    public void Includes_see_the_names_around_them() => Renders(
        "{% set x = 1 %}{% for y in [2, 3] %}{% include 'part' %}{% endfor %}", "1-2;1-3;", ("part", "{{ x }}-{{ y }};"));

    [Fact]
    public void Imports_do_not_see_the_context_unless_asked() => Renders(
        "{% set x = 1 %}{% import 'lib' as a %}{% import 'lib' as b with context %}[{{ a.m() }}][{{ b.m() }}]", "[][1]",
        ("lib", "{% macro m() %}{{ x }}{% endmacro %}"));

    [Fact]
    public void Names_are_imported_one_by_one() => Renders(
        "{% from 'lib' import m as n, v %}{{ n(2) }}{{ v }}", "<2>5", ("lib", "{% macro m(a) %}<{{ a }}>{% endmacro %}{% set v = 5 %}"));

    [Fact]
    public void Missing_includes_can_be_ignored() => Renders("a{% include ['x', 'y'] ignore missing %}b", "ab");

    private static void Renders(string template, string expected, params (string Name, string Text)[] others)
    {
        var context = new RenderContext(new Dictionary<string, object?>())
        {
            Loader = name => Array.Find(others, other => other.Name == name) is { Text: { } text } ? Template.Parse(new SourceFile(name, text)) : null,
        };
        Check.Parse(template).Render(context).Text.ShouldBe(expected);
    }
}
