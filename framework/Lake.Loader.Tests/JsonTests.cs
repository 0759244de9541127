using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class JsonTests
{
    private const string Events =
        """
        streams:
          - name: events
            path: data/**/*.jsonl
            format: json
        """;

    [Fact]
    public void Scalars_at_the_top_become_columns_beside_the_whole_line()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", """
            {"id": "e1", "n": 1, "ok": true, "share": 0.5, "data": {"x": [1]}, "none": null}
            {"id": "e2", "n": 9007199254740993, "other": "it's"}

            """);

        bed.Load().ShouldBe("events: 1 of 1 files, 2 rows, 0 rejected");
        bed.Query("select id, n, ok, share, other from raw.events order by id").ShouldBe("e1|1|True|0.5|\ne2|9007199254740993|||it's");
        bed.Query("select payload from raw.events where id = 'e1'").ShouldBe("""{"id": "e1", "n": 1, "ok": true, "share": 0.5, "data": {"x": [1]}, "none": null}""");
        bed.Query("select column_name || ' ' || data_type from information_schema.columns where table_name = 'events' order by ordinal_position")
            .ShouldBe("id VARCHAR\nn BIGINT\nok BOOLEAN\nshare DOUBLE\nother VARCHAR\npayload VARCHAR\n_raw_id UUID\n_loaded_at TIMESTAMP\n_source_file VARCHAR");
        bed.Query("select distinct _source_file, _loaded_at = timestamp '2025-06-01 00:02:00', length(_raw_id::varchar) from raw.events").ShouldBe("data/a.jsonl|True|36");
    }

    [Fact]
    public void Lines_that_are_no_object_are_quarantined_with_their_place_and_reason()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}\n{\"id\": 2\n\n<html>\n[1]\n{\"id\": 3,}\r\n\"x\"\n{\"id\": 4}");

        bed.Load().ShouldBe(
            """
            events: 1 of 1 files, 2 rows, 5 rejected
              rows-rejected: 5 rows of stream 'events' could not be loaded, for example data/a.jsonl:2: not valid JSON at column 9
            """);
        bed.Query("select line_number, raw_text, reason from raw.events__rejected order by 1").ShouldBe(
            """
            2|{"id": 2|not valid JSON at column 9
            4|<html>|not valid JSON at column 1
            5|[1]|a JSON list, not an object
            6|{"id": 3,}|not valid JSON at column 10
            7|"x"|a JSON text, not an object
            """);
        bed.Query("select id from raw.events order by id").ShouldBe("1\n4");
    }

    [Fact]
    public void Folders_named_key_equals_value_become_columns()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/year=2025/month=06/a.jsonl", "{\"id\": 1}");
        bed.Write("data/year=2025/month=07/b.jsonl", "{\"id\": 2}");

        bed.Load().ShouldBe("events: 2 of 2 files, 2 rows, 0 rejected");
        bed.Query("select id, year, month from raw.events order by id").ShouldBe("1|2025|06\n2|2025|07");
    }

    [Fact]
    public void New_keys_in_later_files_add_columns()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}");
        bed.Load();
        bed.Write("data/b.jsonl", "{\"id\": 2, \"late\": \"yes\"}");

        bed.Load().ShouldStartWith("events: 1 of 2 files, 1 rows, 0 rejected");
        bed.Query("select id, late, _source_file from raw.events order by id").ShouldBe("1||data/a.jsonl\n2|yes|data/b.jsonl");
    }

    [Fact]
    public void A_value_that_is_not_of_the_columns_type_is_quarantined_and_not_rounded()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", "{\"id\": 1}");
        bed.Load();
        bed.Write("data/b.jsonl", "{\"id\": 1.5}\n{\"id\": \"two\"}\n{\"id\": 3}");

        bed.Load().ShouldStartWith("events: 1 of 2 files, 1 rows, 2 rejected");
        bed.Query("select line_number, reason from raw.events__rejected order by 1").ShouldBe("1|id is not BIGINT: 1.5\n2|id is not BIGINT: two");
    }

    [Fact]
    public void Keys_may_change_their_order_and_their_type_within_a_file()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", """
            {"a": 1, "b": null, "c": {"a": "inner"}, "d": 1}
            {"b": 2.5, "a": "x", "d": [1]}
            {"B": 3, "c": null, "a": true}

            """);

        bed.Load().ShouldBe("events: 1 of 1 files, 3 rows, 0 rejected");
        bed.Query("select a, b, d from raw.events order by a").ShouldBe("1||1\ntrue|3|\nx|2.5|[1]");
    }

    [Fact]
    public void Odd_keys_and_long_lines_are_loaded()
    {
        using var bed = new LoadBed(Events);
        bed.Write("data/a.jsonl", $$"""{"a.b": 1, "it's": 2, "A.B": 3, "we\"ird": 4, "payload": "mine", "_raw_id": "mine", "long": "{{new string('x', 3_000_000)}}"}""");

        bed.Load().ShouldBe("events: 1 of 1 files, 1 rows, 0 rejected");
        bed.Query("""select "a.b", "it's", length(long), length(payload) > 3000000, _raw_id is not null from raw.events""").ShouldBe("1|2|3000000|True|True");
    }

    [Fact]
    public void Packed_files_and_byte_order_marks_are_read()
    {
        using var bed = new LoadBed("streams: [{name: events, path: 'data/*', format: jsonl}]");
        bed.WriteGzip("data/a.jsonl.gz", "{\"id\": 1}\n{\"id\": 2}\n");
        bed.Write("data/b.jsonl", "\uFEFF{\"id\": 3}\n");

        bed.Load().ShouldBe("events: 2 of 2 files, 3 rows, 0 rejected");
        bed.Query("select sum(id)::bigint from raw.events").ShouldBe("6");
    }

    [Fact]
    public void A_broken_archive_and_text_that_is_not_UTF8_are_told_apart()
    {
        using var bed = new LoadBed("streams: [{name: events, path: 'data/*', format: json}]");
        bed.WriteGzip("data/broken.jsonl.gz", "{\"id\": 1}\n{\"id\": 2}\n");
        var bytes = File.ReadAllBytes(bed["data/broken.jsonl.gz"]);
        bed.WriteBytes("data/broken.jsonl.gz", bytes[..(bytes.Length - 9)]);
        bed.WriteBytes("data/latin.jsonl", [.. "{\"id\": 1}\n{\"name\": \"caf"u8, 0xE9, .. "\"}\n{\"id\": 2}"u8]);

        bed.Load().ShouldMatch(
            "^events: 1 of 2 files, 2 rows, 1 rejected\n"
            + "  unreadable-stream-file: data/broken.jsonl.gz cannot be read as json, so nothing of it was loaded: the archive is cut short\n"
            + "  rows-rejected: 1 row of stream 'events' could not be loaded, for example data/latin.jsonl:2: not valid UTF-8$");
    }
}
