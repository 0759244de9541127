using System.Text;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

/// <summary>What loses a digit, a field or a byte is rejected or told, never silent.</summary>
public sealed class CsvFidelityTests
{
    private const string Text = "streams: [{name: t, path: '*.csv'}]";

    [Fact]
    public void Lines_may_end_with_CR_alone()
    {
        using var bed = new LoadBed(Text);
        bed.Write("t.csv", "a,b\r1,x\r2,y\r3\r");

        bed.Load().ShouldStartWith("t: 1 of 1 files, 2 rows, 1 rejected");
        bed.Query("select a, b from raw.t order by a").ShouldBe("1|x\n2|y");
        bed.Query("select line_number, raw_text from raw.t__rejected").ShouldBe("4|3");
    }

    [Theory]
    [InlineData("1,\"x\r\ny\"", "x\r\ny")]
    [InlineData("1,\"x\ry\"", "x\ry")]
    [InlineData("1,x\ry", "x\ry")]
    [InlineData("1,\"x\ny\"", "x\ny")]
    [InlineData("1,\"\x1A\x31\"", "\x1A\x31")]
    [InlineData("1,  x  ", "  x  ")]
    [InlineData("1,\"\"\"\"", "\"")]
    [InlineData("1,5' 6\" tall", "5' 6\" tall")]
    [InlineData("1,,", null)]
    public void Texts_stay_as_they_are_byte_for_byte(string record, string? text)
    {
        using var bed = new LoadBed(Text);
        bed.Write("t.csv", $"a,b\n{record}\n2,z\n");

        bed.Load().ShouldStartWith(text is null ? "t: 1 of 1 files, 1 rows, 1 rejected" : "t: 1 of 1 files, 2 rows, 0 rejected");
        bed.Query("select hex(b) from raw.t where a = '1'").ShouldBe(text is null ? "" : Convert.ToHexString(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_header_may_hold_line_ends_null_strings_and_gaps()
    {
        using var bed = new LoadBed("streams: [{name: t, path: '*.csv', null_strings: ['NULL']}]");
        bed.Write("t.csv", "\"first\r\nname\",NULL,,column3\n1,2,3,NULL\n");

        bed.Load().ShouldBe("t: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("select \"first name\", \"NULL\", \"column3_\", column3 from raw.t").ShouldBe("1|2|3|");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_found_wherever_they_stand()
    {
        using var bed = new LoadBed(Text);
        bed.WriteBytes("header.csv", [.. "caf"u8, 0xE9, .. "\n1\n"u8]);
        bed.WriteBytes("second-line.csv", [.. "a,b\n1,\"x\ny"u8, 0xE9, .. "\"\n2,z\n"u8]);
        bed.WriteBytes("utf16.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b\n1,2\n")).ToArray());

        bed.Load().ShouldBe(
            """
            t: 1 of 3 files, 1 rows, 1 rejected
              unreadable-stream-file: header.csv cannot be read as csv, so nothing of it was loaded: its header is not valid UTF-8
              unreadable-stream-file: utf16.csv cannot be read as csv, so nothing of it was loaded: it is no text in UTF-8
              rows-rejected: 1 row of stream 't' could not be loaded, for example second-line.csv:2: not valid UTF-8
            """);
        bed.Query("select raw_text from raw.t__rejected where line_number is not null").ShouldBe("1,\"x\ny\\xE9\"");
    }

    [Fact]
    public void A_quoted_field_may_have_thousands_of_lines()
    {
        using var bed = new LoadBed(Text);
        var text = string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"line {i}, of many"));
        bed.Write("t.csv", $"a,b\n1,\"{text}\"\n2,z\n");

        bed.Load().ShouldBe("t: 1 of 1 files, 2 rows, 0 rejected");
        bed.Query("select a, length(b) from raw.t order by a").ShouldBe($"1|{text.Length}\n2|1");
    }

    [Fact]
    public void The_rest_of_a_broken_record_makes_no_rows()
    {
        using var bed = new LoadBed(Text);
        bed.Write("t.csv", "a,b\n1,\"one\ntwo\" three,4\n5,6\n");

        bed.Load().ShouldStartWith("t: 1 of 1 files, 1 rows, 2 rejected");
        bed.Query("select a, b from raw.t").ShouldBe("5|6");
    }

    /// <summary>However a type is spelled, a value that it cannot hold whole is rejected.</summary>
    [Theory]
    [InlineData("int8", "7|+7|007", "1.5|1e3|0x1F|1_000|9223372036854775808|yes")]
    [InlineData("bigint", "7", "1.5")]
    [InlineData("int", "2147483647", "2147483648|1.0")]
    [InlineData("numeric(10,2)", "1.5|1.50|1.500|-.5", "1.555|1e2|123456789.01")]
    [InlineData("decimal(10, 2)", "1.5", "1.555")]
    [InlineData("varchar(5)", " ab |12345", "123456")]
    [InlineData("date", "2025-06-01|2025/6/1|2025-06-01 00:00:00", "2025-06-01 10:00:00|2025-02-30|infinity|today")]
    [InlineData("time", "10:00:00|10:00", "10:00:00+02|10:00:00.1234567|25:00:00")]
    [InlineData("timestamp", "2025-06-01 10:00:00|2025-06-01T10:00:00+02:00:30|2025-06-01|2025-06-01T10:00Z|2025-06-01 10:00:00 +02", "2025-06-01 10:00:00.1234567|infinity|yesterday|2025-06-01 25:00:00")]
    [InlineData("timestamptz", "2025-06-01 10:00:00|2025-06-01T10:00:00Z", "-infinity|soon")]
    [InlineData("double", "1.5|1e300|9007199254740992|nan", "9007199254740993|1_0|x")]
    [InlineData("boolean", "true|false|t", "maybe|2")]
    public void Typing_does_not_depend_on_spelling(string type, string good, string bad)
    {
        using var bed = new LoadBed($"streams: [{{name: t, path: '*.csv', columns: {{v: '{type}'}}}}]");
        var (right, wrong) = (good.Split('|'), bad.Split('|'));
        bed.Write("t.csv", "v,w\n" + string.Concat(right.Concat(wrong).Select(v => $"\"{v}\",x\n")));

        bed.Load().ShouldStartWith($"t: 1 of 1 files, {right.Length} rows, {wrong.Length} rejected");
        bed.Query("select raw_text from raw.t__rejected order by line_number").ShouldBe(string.Join('\n', wrong.Select(v => $"\"{v}\",x")));
    }

    [Fact]
    public void Times_without_a_zone_are_UTC_or_what_the_stream_says()
    {
        using var bed = new LoadBed(
            """
            streams:
              - {name: utc, path: '*.csv', columns: {v: timestamptz}}
              - {name: berlin, path: '*.csv', time_zone: Europe/Berlin, columns: {v: timestamptz}}
            """);
        bed.Write("t.csv", "v\n2025-06-01 10:00:00\n2025-06-01 10:00:00Z\n");

        bed.Session.Execute("set timezone = 'America/New_York'").Dispose();
        bed.Load();
        bed.Query("select epoch_us(v) // 3600000000 % 24 from raw.utc order by 1").ShouldBe("10\n10");
        bed.Query("select epoch_us(v) // 3600000000 % 24 from raw.berlin order by 1").ShouldBe("8\n10");
    }

    [Fact]
    public void Plain_values_are_typed_by_the_engine_with_the_same_result()
    {
        using var bed = new LoadBed(
            "streams: [{name: t, path: '*.csv', null_strings: ['NULL'], columns: {a: int, b: bigint, c: 'decimal(6,2)', d: date, e: timestamp, f: boolean, g: double}}]");
        bed.Write("t.csv", "\uFEFFa,b,c,d,e,f,g\r\n1,-2,3.5,2024-02-29,2025-06-01T10:00:00.123456,true,-1.25\r\n,NULL,,,,,\r\n7,8,-9999.99,0001-01-01,9999-12-31 23:59:59,false,3");

        bed.Load().ShouldBe("t: 1 of 1 files, 2 rows, 0 rejected".Replace("2 rows", "3 rows", StringComparison.Ordinal));
        bed.Query("select a, b, c, d::varchar, e::varchar, f, g from raw.t order by a nulls last").ShouldBe(
            """
            1|-2|3.50|2024-02-29|2025-06-01 10:00:00.123456|True|-1.25
            7|8|-9999.99|0001-01-01|9999-12-31 23:59:59|False|3
            ||||||
            """);
    }

    [Theory]
    [InlineData("t.csv.gz")]
    [InlineData("t.csv.zst")]
    public void Packed_files_are_read(string name)
    {
        using var bed = new LoadBed($"streams: [{{name: t, path: '{name}', columns: {{a: bigint}}}}]");
        const string Content = "a,b\n1,x\n2,\"y\nz\"\nthree,x\n";
        if (name.EndsWith("gz", StringComparison.Ordinal))
        {
            bed.WriteGzip(name, Content);
        }
        else
        {
            using var zstd = new ZstdSharp.Compressor();
            bed.WriteBytes(name, zstd.Wrap(Encoding.UTF8.GetBytes(Content)).ToArray());
        }

        bed.Load().ShouldStartWith("t: 1 of 1 files, 2 rows, 1 rejected");
        bed.Query("select a, b from raw.t order by a").ShouldBe("1|x\n2|y\nz");
    }
}
