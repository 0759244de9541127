using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>Whatever a key or a value is, it costs one line at most.</summary>
public sealed class JsonFidelityTests
{
    private const string Events = "streams: [{name: t, path: '*.jsonl'}]";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Keys_that_differ_in_case_are_one_column(bool atOnce)
    {
        using var bed = new LoadBed(Events);
        bed.Write("a.jsonl", "{\"id\":1,\"Age\":10}\n");
        _ = atOnce ? "" : bed.Load();
        bed.Write("b.jsonl", "{\"ID\":2,\"age\":20}\n");

        bed.Load().ShouldContain("rows, 0 rejected");
        bed.Query("select id, age from raw.t order by id").ShouldBe("1|10\n2|20");
    }

    [Fact]
    public void Keys_are_names_and_no_paths()
    {
        using var bed = new LoadBed(Events);
        bed.Write("a.jsonl", """{"*": 1, "$": 2, "a.b": 3, "c/d": 4, "e~f": 5, "g[0]": 6, "h\"i": 7, "j\\k": 8, "l m": 9, "$.a": 10, "/n": 11, "*x": "t"}""");

        bed.Load().ShouldBe("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("""select "*", "$", "a.b", "c/d", "e~f", "g[0]", "h""i", "j\k", "l m", "$.a", "/n", "*x" from raw.t""").ShouldBe("1|2|3|4|5|6|7|8|9|10|11|t");
    }

    [Fact]
    public void A_lone_surrogate_costs_one_line_and_an_empty_key_none()
    {
        using var bed = new LoadBed("streams: [{name: t, path: '*.jsonl'}, {name: behind, path: '*.jsonl'}]");
        bed.Write("a.jsonl", """
            {"id": 1, "": "empty"}
            {"id": 2, "\ud800": 1}
            {"id": 3, "s": "\ud800"}
            {"id": 4, "s": {"deep": ["\udc00"]}}
            {"id": 5, "s": "\ud83d\ude00"}

            """);

        bed.Load().ShouldBe(
            """
            t: 1 of 1 files, 2 rows, 3 rejected
              rows-rejected: 3 rows of stream 't' could not be loaded, for example a.jsonl:2: a surrogate stands alone in a text
            behind: 1 of 1 files, 2 rows, 3 rejected
              rows-rejected: 3 rows of stream 'behind' could not be loaded, for example a.jsonl:2: a surrogate stands alone in a text
            """);
        bed.Query("select id, s, payload from raw.t order by id").ShouldBe("1||{\"id\": 1, \"\": \"empty\"}\n5|😀|{\"id\": 5, \"s\": \"\\ud83d\\ude00\"}");
    }

    [Theory]
    [InlineData("9007199254740993", "BIGINT", "9007199254740993")]
    [InlineData("12345678901234567890", "DECIMAL(38,0)", "12345678901234567890")]
    [InlineData("-99999999999999999999999999999999999999", "DECIMAL(38,0)", "-99999999999999999999999999999999999999")]
    [InlineData("123456789012345678901234567890123456789012", "VARCHAR", "123456789012345678901234567890123456789012")]
    [InlineData("0.1", "DOUBLE", "0.1")]
    [InlineData("1e2", "DOUBLE", "100")]
    [InlineData("true", "BOOLEAN", "True")]
    public void Numbers_keep_their_digits(string number, string type, string value)
    {
        using var bed = new LoadBed(Events);
        bed.Write("a.jsonl", $"{{\"n\": {number}}}\n{{\"n\": null}}\n");

        bed.Load().ShouldBe("t: 1 of 1 files, 2 rows, 0 rejected");
        bed.Query("select n from raw.t where n is not null").ShouldBe(value);
        bed.Query("select data_type from information_schema.columns where table_name = 't' and column_name = 'n'").ShouldBe(type);
    }

    [Fact]
    public void A_whole_number_that_a_floating_column_would_change_is_rejected()
    {
        using var bed = new LoadBed(Events);
        bed.Write("a.jsonl", "{\"n\": 0.5}\n");
        bed.Load();
        bed.Write("b.jsonl", "{\"n\": 9007199254740993}\n{\"n\": 9007199254740992}\n{\"n\": 3}\n");

        bed.Load().ShouldStartWith("t: 1 of 2 files, 2 rows, 1 rejected");
        bed.Query("select raw_text from raw.t__rejected").ShouldBe("{\"n\": 9007199254740993}");
    }

    [Fact]
    public void What_only_a_tolerant_parser_takes_is_rejected()
    {
        using var bed = new LoadBed(Events);
        bed.Write("a.jsonl", "{\"a\": 1,}\n{\"a\": NaN}\n{\"a\": 01}\n{a: 1}\n{\"a\": 1} {\"a\": 2}\n{\"a\": 'x'}\n// c\n{\"a\": 2}\n");

        bed.Load().ShouldStartWith("t: 1 of 1 files, 1 rows, 7 rejected");
    }

    [Fact]
    public void Keys_of_rejected_lines_make_no_columns()
    {
        using var bed = new LoadBed(Events);
        bed.Write("a.jsonl", "{\"a\": 1}\n{\"b\": 1, \"c\n");

        bed.Load().ShouldStartWith("t: 1 of 1 files, 1 rows, 1 rejected");
        bed.Query("select string_agg(column_name, ' ' order by ordinal_position) from information_schema.columns where table_name = 't'").ShouldBe("a payload _raw_id _loaded_at _source_file");
    }

    [Fact]
    public void The_line_itself_may_be_left_out()
    {
        using var bed = new LoadBed("streams: [{name: t, path: '*.jsonl', payload: false}]");
        bed.Write("a.jsonl", "{\"a\": 1, \"payload\": \"mine\"}\n");

        bed.Load().ShouldBe("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("select a, payload from raw.t").ShouldBe("1|mine");
    }
}
