using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Paths are data: what is a pattern to the engine's readers is a file's name here.</summary>
public sealed class PathTests
{
    private static readonly string[] Names = ["a1", "a[1]", "x*", "xy", "q?", "qz", "k=[ab]/z", "a]b", "{a,b}", "it's", "p%41", "~t", "$h", "b\\c", "sp ace", "é"];

    [Theory]
    [InlineData("parquet")]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Every_file_is_loaded_once_whatever_its_name(string ending)
    {
        using var bed = new LoadBed($"streams: [{{name: t, path: 'd/**/*.{ending}', partition_columns: false}}]");
        foreach (var name in Names)
        {
            Write(bed, $"d/{name}.{ending}", name);
        }

        bed.Load().ShouldBe($"t: {Names.Length} of {Names.Length} files, {Names.Length} rows, 0 rejected");
        bed.Query($"select count(*) from raw.t where _source_file <> 'd/' || v || '.{ending}'").ShouldBe("0");
        bed.Query("select count(distinct v) from raw.t").ShouldBe($"{Names.Length}");
        bed.Load().ShouldBe($"t: 0 of {Names.Length} files, 0 rows, 0 rejected");
    }

    [Fact]
    public void A_path_that_is_the_name_of_a_file_stands_for_that_file()
    {
        using var bed = new LoadBed("streams: [{name: t, path: 'd/a[1].csv'}]");
        bed.Write("d/a[1].csv", "v\nright\n");
        bed.Write("d/a1.csv", "v\nwrong\n");

        bed.Load().ShouldBe("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("select v from raw.t").ShouldBe("right");
    }

    [Fact]
    public void A_folder_stands_for_the_files_of_the_format_in_it()
    {
        using var bed = new LoadBed("streams: [{name: t, path: d, format: csv}]");
        bed.Write("d/a.txt", "v\n1\n");
        bed.Hints().ShouldBe("no-stream-files: this is a folder without files of the format in it, such as '*.csv'");

        bed.Write("d/a.csv", "v\n1\n");
        bed.Write("d/deep/b.csv", "v\n2\n");
        bed.WriteGzip("d/deep/c.csv.gz", "v\n3\n");
        bed.Load().ShouldBe("t: 3 of 3 files, 3 rows, 0 rejected");
    }

    private static void Write(LoadBed bed, string path, string value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(bed.Root + "/" + path) ?? "");
        switch (Path.GetExtension(path))
        {
            case ".parquet" when path.Contains('\\', StringComparison.Ordinal):
                bed.WriteParquet("tmp/p", $"select '{value}' as v");
                File.Move(bed["tmp/p"], $"{bed.Root}/{path}");
                break;
            case ".parquet":
                bed.WriteParquet(path, $"select '{value.Replace("'", "''", StringComparison.Ordinal)}' as v");
                break;
            case ".csv":
                File.WriteAllText($"{bed.Root}/{path}", $"v\n\"{value}\"\n");
                break;
            default:
                File.WriteAllText($"{bed.Root}/{path}", $"{{\"v\": \"{value.Replace("\\", "\\\\", StringComparison.Ordinal)}\"}}\n");
                break;
        }
    }
}
