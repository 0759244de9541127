using Shouldly;
using Xunit;

namespace Lake.Text.Tests;

public class SpellingTests
{
    [Theory]
    [InlineData("custmers", "customers")]
    [InlineData("costumers", "customers")]
    [InlineData("orders", null)]
    [InlineData("Customers", "customers")]
    [InlineData("cutsomers", "customers")]
    [InlineData("c", null)]
    [InlineData("dat", "date")]
    public void Guesses_near_names_only(string name, string? expected) =>
        Spelling.Closest(name, ["customers", "payments", "date"]).ShouldBe(expected);

    [Fact]
    public void Takes_the_nearest_and_then_the_first_by_name() =>
        Spelling.Closest("stg_order", ["stg_orderz", "stg_orders", "stg_ordered"]).ShouldBe("stg_orders");

    [Fact]
    public void Says_nothing_rather_than_something_silly() => Spelling.Hint("abc", ["xyz"]).ShouldBeNull();
}
