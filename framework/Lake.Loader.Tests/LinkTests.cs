using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Files that stand where others are linked to.</summary>
public sealed class LinkTests
{
    private const string Stream = """
        streams:
          - {name: t, path: 'data/*.csv', columns: {id: bigint}, cleanup: {files: archive, after: 0 days, archive: done}}
        """;

    [Fact]
    public void All_of_a_linked_file_is_loaded_and_the_link_stays()
    {
        using var bed = new LoadBed(Stream);
        bed.Write("elsewhere/a.csv", "id\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")));
        Directory.CreateDirectory(bed["data"]);
        File.CreateSymbolicLink(bed["data/a.csv"], "../elsewhere/a.csv");

        bed.Load().ShouldBe("t: 1 of 1 files, 100000 rows, 0 rejected\n  stream-cleanup-failed: data/a.csv, whose rows are committed, could not be archived: it is a link");
        File.Exists(bed["data/a.csv"]).ShouldBeTrue();
    }
}
