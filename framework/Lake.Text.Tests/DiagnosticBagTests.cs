using Shouldly;
using Xunit;

namespace Lake.Text.Tests;

public class DiagnosticBagTests
{
    private static readonly DiagnosticRule Rule = new("some-rule", Severity.Warning, "Some rule.");

    [Fact]
    public void Sorts_by_place_whatever_the_order_of_arrival()
    {
        var (a, b) = (new SourceFile("a.sql", "xyz"), new SourceFile("b.sql", "xyz"));
        var bag = new DiagnosticBag();
        Parallel.ForEach(
            [Rule.At(b.At(0, 1), "4"), Rule.At(a.At(2, 1), "3"), Rule.At(null, "1"), Rule.At(a.At(0, 1), "2")],
            bag.Add);
        bag.ToSorted().Select(d => d.Message).ShouldBe(["1", "2", "3", "4"]);
        bag.HasErrors.ShouldBeFalse();
        bag.Add(Rule.At(null, "5") with { Severity = Severity.Error });
        bag.HasErrors.ShouldBeTrue();
    }
}
