using System.Numerics;
using Lake.Cli.Output;
using Lake.Engines;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Output;

public class ResultWriterTests
{
    private static readonly FakeResult Everything = new(
        ["text", "flag", "whole", "wide", "real", "exact", "day", "moment", "instant", "bytes", "list", "struct", "map", "nothing"],
        [
            "it's, \"so\"", true, 42L, BigInteger.Pow(2, 127) - 1, 1.5, new SqlDecimal(-1005, 2),
            new DateOnly(2024, 2, 29), new SqlTimestamp(-1, false), new SqlTimestamp(1_709_210_096_500_000, true), new byte[] { 0, 255 },
            new object?[] { 1L, null, "x" }, new[] { KeyValuePair.Create("a", (object?)1L) }, new[] { KeyValuePair.Create((object)"k", (object?)2L) }, null,
        ]);

    [Fact]
    public void Csv_quotes_what_needs_it_and_tells_null_from_empty() =>
        Write(new CsvWriter(), new FakeResult(["a", "b c"], ["x,\"y\"\nz", null], ["", "plain"]))
            .ShouldBe("a,b c\n\"x,\"\"y\"\"\nz\",\n\"\",plain\n");

    [Fact]
    public void Csv_writes_every_kind_of_cell() =>
        Write(new CsvWriter(), Everything).Split('\n')[1].ShouldBe(
            "\"it's, \"\"so\"\"\",true,42,170141183460469231731687303715884105727,1.5,-10.05,2024-02-29,1969-12-31 23:59:59.999999,"
            + "2024-02-29 12:34:56.5+00:00,\\x00ff,\"[1, NULL, 'x']\",{'a': 1},{'k'=2},");

    [Fact]
    public void Json_keeps_all_digits_and_types() =>
        Write(new JsonWriter(), Everything).ShouldBe(
            """
            [
            {"text":"it's, \"so\"","flag":true,"whole":42,"wide":170141183460469231731687303715884105727,"real":1.5,"exact":-10.05,"day":"2024-02-29","moment":"1969-12-31T23:59:59.999999","instant":"2024-02-29T12:34:56.5+00:00","bytes":"AP8=","list":[1,null,"x"],"struct":{"a":1},"map":{"k":2},"nothing":null}
            ]

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Json_without_rows_is_an_empty_array() => Write(new JsonWriter(), new FakeResult(["a"])).ShouldBe("[]\n");

    [Fact]
    public void Json_writes_what_it_has_no_numbers_for_as_text() =>
        Write(new JsonWriter(), new FakeResult(["a", "b"], [double.NaN, double.NegativeInfinity])).ShouldContain("""{"a":"nan","b":"-inf"}""");

    [Fact]
    public void Table_stands_numbers_right_and_shows_null()
    {
        var table = Write(new TableWriter(0, 80, colors: false), new FakeResult(["name", "n"], ["a", 1L], ["[b]", 100L], [null, null]));
        table.ShouldContain("│ a    │    1 │");
        table.ShouldContain("│ [b]  │  100 │");
        table.ShouldContain("│ NULL │ NULL │");
        table.ShouldEndWith("(3 rows)\n");
    }

    [Fact]
    public void Table_cuts_long_results_and_says_so() =>
        Write(new TableWriter(2, 80, colors: false), new FakeResult(["n"], [1L], [2L], [3L]))
            .ShouldEndWith("(2 of 3 rows; --max-rows 0 shows all)\n");

    private static string Write(IResultWriter writer, IQueryResult result)
    {
        using var output = new StringWriter { NewLine = "\n" };
        writer.Write(result, output);
        return output.ToString();
    }
}
