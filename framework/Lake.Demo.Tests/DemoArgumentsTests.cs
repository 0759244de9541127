using Shouldly;
using Xunit;

namespace Lake.Demo.Tests;

public sealed class DemoArgumentsTests
{
    [Theory]
    [InlineData("", "project", "1,2", 1)]
    [InlineData("--day 2 --out here", "here", "2", 1)]
    [InlineData("--scale 2.5 --day 1", "project", "1", 2.5)]
    public void Arguments_are_read(string arguments, string folder, string days, double scale)
    {
        var read = DemoArguments.Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), out _).ShouldNotBeNull();

        read.Folder.ShouldBe(folder);
        string.Join(',', read.Days).ShouldBe(days);
        read.Scale.ShouldBe(scale);
    }

    [Theory]
    [InlineData("--day 3")]
    [InlineData("--scale nought")]
    [InlineData("--scale -1")]
    [InlineData("--out")]
    [InlineData("--elsewhere x")]
    public void Nonsense_is_refused_by_name(string arguments)
    {
        DemoArguments.Parse(arguments.Split(' '), out var problem).ShouldBeNull();
        problem.ShouldContain(arguments.Split(' ')[0]);
    }
}
