using Lake.Loader.Files;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class FileGlobTests
{
    [Theory]
    [InlineData("data/*.csv", "data/a.csv data/b.csv")]
    [InlineData("data/**/*.csv", "data/a.csv data/b.csv data/year=2025/month=06/c.csv")]
    [InlineData("data/**", "data/a.csv data/b.csv data/notes.txt data/year=2025/month=06/c.csv")]
    [InlineData("./data/?.csv", "data/a.csv data/b.csv")]
    [InlineData("data/[b-c].csv", "data/b.csv")]
    [InlineData("data/{a,x}.csv", "data/a.csv")]
    [InlineData("data/year=*/month=06/c.csv", "data/year=2025/month=06/c.csv")]
    [InlineData("data/a.csv", "data/a.csv")]
    [InlineData("data/_hidden/*.csv", "data/_hidden/z.csv")]
    [InlineData("elsewhere/*.csv", "")]
    [InlineData("*.csv", "")]
    public void Files_are_found_in_order(string pattern, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (string[])["b.csv", "a.csv", ".a.csv", "_SUCCESS", "notes.txt", "year=2025/month=06/c.csv", "_hidden/z.csv"])
        {
            folder.Write($"data/{file}", "");
        }

        string.Join(' ', FileGlob.Find(folder.Path, pattern)).ShouldBe(expected);
    }

    [Fact]
    public void An_absolute_pattern_gives_absolute_paths()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.csv", "");

        var root = folder.Path.Replace('\\', '/');
        FileGlob.Find(Path.GetTempPath(), $"{root}/*.csv").ShouldBe([$"{root}/a.csv"]);
    }
}
