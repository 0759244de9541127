using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

public sealed class TableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- lake_project.yml
        name: shop
        version: "1.0"
        """);

    public TableTests()
    {
        Lake("query", "create schema s; create table s.t as select 1 as id, 'a' as name");
        Lake("query", "insert into s.t values (2, 'b')");
        Lake("query", "alter table s.t rename column name to label");
    }

    [Fact]
    public void History_snapshots_files_and_refs_are_listed()
    {
        Lines("history", "s.t").Length.ShouldBe(3);
        Lines("snapshots", "s.t")[1].ShouldContain("append");
        Lines("snapshots", "s.t")[2].ShouldContain(",append,1,,2,2,0");
        Lines("files", "s.t").Skip(1).ShouldAllBe(line => line.StartsWith("data,file:///", StringComparison.Ordinal));
        Lines("refs", "s.t")[1].ShouldStartWith("main,branch,");
        var described = Lake("table", "describe", "s.t").Output;
        described.ShouldContain("1: id optional int");
        described.ShouldContain("2: label optional string");
    }

    [Fact]
    public void A_table_is_scanned_by_its_place_at_any_time()
    {
        Scan("warehouse/s/t").ShouldBe("id,label\n1,a\n2,b\n");
        var first = Lines("history", "s.t")[1].Split(',')[1];
        Scan("warehouse/s/t", "--snapshot", first).ShouldBe("id,name\n1,a\n");
        Lake("table", "tag", "s.t", "v1", "--snapshot", first).ExitCode.ShouldBe(0);
        Scan("warehouse/s/t", "--ref", "v1").ShouldBe("id,name\n1,a\n");
        Lake("table", "scan", "warehouse/s/t", "--as-of", "2001-01-01").Error.ShouldContain("no-such-snapshot");
        Lake("table", "scan", "warehouse/s/nothing").Error.ShouldContain("no-such-table");
    }

    [Fact]
    public void A_moved_table_is_scanned()
    {
        Directory.Move(_folder["warehouse/s/t"], _folder["moved"]);
        Scan("moved").ShouldBe("id,label\n1,a\n2,b\n");
        Directory.Move(_folder["moved/data"], _folder["elsewhere"]);
        Lake("table", "scan", "moved").Error.ShouldContain("missing-file");
        Scan("moved", "--map", $"file://{_folder["warehouse/s/t/data"]}=elsewhere").ShouldBe("id,label\n1,a\n2,b\n");
    }

    [Fact]
    public void A_table_is_rolled_back()
    {
        var first = Lines("history", "s.t")[1].Split(',')[1];
        Lake("table", "rollback", "s.t").ExitCode.ShouldBe(2);
        Lake("table", "rollback", "s.t", "--snapshot", first).ExitCode.ShouldBe(0);
        Lake("query", "from s.t", "--output", "csv").Output.ShouldBe("id,label\n1,a\n");
        Lines("history", "s.t").Length.ShouldBe(4);
    }

    [Fact]
    public void Branches_are_made_moved_and_dropped()
    {
        Lake("table", "branch", "s.t", "dev").ExitCode.ShouldBe(0);
        Lake("table", "branch", "s.t", "dev").Error.ShouldContain("--replace");
        Lake("table", "branch", "s.t", "dev", "--replace", "--max-age-days", "3").ExitCode.ShouldBe(0);
        Lines("refs", "s.t")[1].ShouldEndWith(",259200000,,");
        Lake("table", "tag", "s.t", "dev", "--drop").Error.ShouldContain("is a branch");
        Lake("table", "branch", "s.t", "dev", "--drop").ExitCode.ShouldBe(0);
        Lines("refs", "s.t").Length.ShouldBe(2);
    }

    [Fact]
    public void A_table_is_kept_tidy()
    {
        for (var i = 3; i < 6; i++)
        {
            Lake("query", $"insert into s.t values ({i}, 'x')");
        }

        Lake("table", "optimize", "s.t", "--dry-run").Error.ShouldContain("5 files would become about 1");
        Lake("table", "optimize", "s.t", "--target-size", "much").Error.ShouldContain("'much' is no size");
        Lake("table", "optimize", "s.t", "--target-size", "64MB").Error.ShouldContain("5 files became 1");
        Lake("table", "optimize", "s.t").Error.ShouldContain("nothing to do");
        Lake("table", "expire", "s.t").Error.ShouldContain("0 snapshots");
        Lake("table", "expire", "s.t", "--older-than", "2100-01-01").Error.ShouldContain("5 snapshots");
        File.WriteAllText(_folder["warehouse/s/t/data/stray.parquet"], "x");
        File.SetLastWriteTimeUtc(_folder["warehouse/s/t/data/stray.parquet"], DateTime.UtcNow.AddDays(-9));
        Lake("table", "remove-orphans", "s.t").Output.ShouldEndWith("/data/stray.parquet\n");
        Lake("table", "remove-orphans", "s.t", "--delete").Error.ShouldContain("1 files, 1 bytes, deleted");
        Lake("query", "select count(*) as n from s.t", "--output", "csv").Output.ShouldBe("n\n5\n");
    }

    [Fact]
    public void A_table_of_another_place_is_adopted()
    {
        var other = _folder["other"];
        Directory.CreateDirectory(other);
        File.Copy(_folder["lake_project.yml"], other + "/lake_project.yml");
        LakeProgram.Run(other, "table", "register", "main.adopted", "../warehouse/s/t").ExitCode.ShouldBe(0);
        LakeProgram.Run(other, "query", "insert into adopted values (3, 'c')").ExitCode.ShouldBe(0);
        LakeProgram.Run(other, "query", "select count(*) as n from adopted", "--output", "csv").Output.ShouldBe("n\n3\n");
        LakeProgram.Run(other, "table", "register", "main.adopted", "../warehouse/s/t").Error.ShouldContain("relation-exists");
        LakeProgram.Run(other, "query", "drop table adopted").ExitCode.ShouldBe(0);
        Scan("warehouse/s/t").ShouldBe("id,label\n1,a\n2,b\n");
    }

    public void Dispose() => _folder.Dispose();

    private ProgramResult Lake(params string[] arguments) => LakeProgram.Run(_folder.Path, arguments);

    private string[] Lines(string command, string table) => Lake("table", command, table, "--output", "csv").Output.TrimEnd('\n').Split('\n');

    /// <summary>With the rows sorted: a table has them in no order.</summary>
    private string Scan(string location, params string[] options)
    {
        var result = Lake(["table", "scan", location, "--output", "csv", .. options]);
        result.ExitCode.ShouldBe(0, result.ToString());
        var lines = result.Output.TrimEnd('\n').Split('\n');
        return string.Join('\n', lines.Skip(1).Order(StringComparer.Ordinal).Prepend(lines[0])) + "\n";
    }
}
