using System.Collections.Immutable;
using Shouldly;
using Xunit;

namespace Lake.Text.Tests;

public class DiagnosticTextTests
{
    private static readonly DiagnosticRule UnknownName = new("unknown-name", Severity.Error, "A name that nothing defines.");
    private static readonly SourceFile Source = new("models/a.sql", "select 1\nfrom {{ ref('custmers') }}\nwhere x\n");

    [Fact]
    public void Draws_the_place_with_a_caret_and_everything_else_below()
    {
        var diagnostic = UnknownName.At(Source.At(17, 10), "There is no model 'custmers'", "did you mean 'customers'?") with
        {
            Values = [new NamedValue("x", "1")],
            Related = [new RelatedPlace(Source.At(0, 6), "called from here")],
        };

        DiagnosticText.Draw(diagnostic).ReplaceLineEndings("\n").ShouldBe(
            """
            error[unknown-name]: There is no model 'custmers'
              --> models/a.sql:2:9
             1 | select 1
             2 | from {{ ref('custmers') }}
               |         ^^^^^^^^^^
             3 | where x
              with x = 1
              at models/a.sql:1:1: called from here
              hint: did you mean 'customers'?

            """);
    }

    [Fact]
    public void Draws_tabs_under_tabs()
    {
        var source = new SourceFile("a", "\t\tx");
        DiagnosticText.Draw(UnknownName.At(source.At(2, 1), "m")).ShouldContain(" | \t\t^");
    }

    [Fact]
    public void Cuts_a_long_line_around_the_place()
    {
        var source = new SourceFile("a", new string('a', 1000) + "!" + new string('b', 1000));
        var drawn = DiagnosticText.Draw(UnknownName.At(source.At(1000, 1), "m")).Split('\n');
        drawn[2].Length.ShouldBeLessThan(200);
        drawn[2].IndexOf('!', StringComparison.Ordinal).ShouldBe(drawn[3].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void Draws_at_the_end_of_the_text() =>
        DiagnosticText.Draw(UnknownName.At(Source.At(Source.Text.Length, 0), "m")).ShouldContain("a.sql:4:1");

    [Fact]
    public void Colours_only_when_asked()
    {
        var diagnostic = UnknownName.At(null, "m");
        DiagnosticText.Draw(diagnostic).ShouldNotContain("\e[");
        DiagnosticText.Draw(diagnostic, colors: true).ShouldContain("\e[1;31m");
    }

    [Fact]
    public void Prints_on_one_line_with_a_place_that_editors_open() =>
        UnknownName.At(Source.At(9, 4), "m").ToString().ShouldBe("models/a.sql:2:1: error[unknown-name]: m");

    [Fact]
    public void An_exception_carries_its_diagnostics()
    {
        var error = new DiagnosticException(ImmutableArray.Create(UnknownName.At(null, "first"), UnknownName.At(null, "second")));
        error.Diagnostic.Message.ShouldBe("first");
        error.Message.ShouldContain("second");
    }
}
