using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests;

public class SeedChecksumTests
{
    [Theory]
    [InlineData("id,name\n1,Ann\n")]
    [InlineData("id,name\r\n1,Ann\r\n")]
    [InlineData("\n id,name\r1,Ann")]
    public void Line_ends_and_outer_space_do_not_count(string text)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "people.csv");
        System.IO.File.WriteAllText(path, text);

        // sha256 of "id,name\n1,Ann", as dbt 1.12 has it in its manifest.
        SeedChecksum.Of(File(path), text).ShouldBe(new Checksum("sha256", "bcc599e33fc41203edceece28a78d7bdcf76ee6811535e7b68069641dfdf6706"));
    }

    [Fact]
    public void A_large_seed_is_known_by_its_path()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "people.csv");
        var text = "id\n" + new string('1', 1024 * 1024);
        System.IO.File.WriteAllText(path, text);
        SeedChecksum.Of(File(path), text).ShouldBe(new Checksum("path", "seeds/people.csv"));
    }

    private static ProjectFile File(string path) => new("shop", path, "seeds/people.csv", "people.csv") { DisplayPath = path };
}
