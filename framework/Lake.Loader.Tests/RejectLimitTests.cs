using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class RejectLimitTests
{
    [Theory]
    [InlineData("2", true)]
    [InlineData("1", false)]
    [InlineData("0", false)]
    [InlineData("40%", true)]
    [InlineData("39.9%", false)]
    public void More_rejected_rows_than_allowed_load_nothing(string limit, bool isAllowed)
    {
        using var bed = new LoadBed($"streams: [{{name: t, path: '*.csv', max_rejected: {limit}}}, {{name: u, path: '*.csv'}}]");
        bed.Write("a.csv", "a,b\n1,1\n2\n3,3\n4\n5,5\n");

        var said = bed.Load();
        said.ShouldStartWith(isAllowed ? "t: 1 of 1 files, 3 rows, 2 rejected" : "t: 0 of 1 files, 0 rows, 0 rejected, failed\n  too-many-rejected: 2 of 5 rows of stream 't' could not be loaded, more than the ");
        said.ShouldContain("u: 1 of 1 files, 3 rows, 2 rejected");
        bed.Load().ShouldStartWith(isAllowed ? "t: 0 of 1 files, 0 rows, 0 rejected\n" : "t: 0 of 1 files, 0 rows, 0 rejected, failed");
    }
}
