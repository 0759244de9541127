using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class CsvTests
{
    [Fact]
    public void Fields_are_text_unless_their_type_is_declared()
    {
        using var bed = new LoadBed(
            """
            streams:
              - name: people
                path: people.csv
                columns: {id: bigint, born: date, seen: timestamp, share: 'decimal(5,2)'}
                null_strings: [NULL]
            """);
        bed.Write("people.csv", """"
            id,zip,name,born,seen,share
            1,01234,"O'Hara, ""Sam""",2000-02-29,2025-06-01T10:00:00+02:00,1.25
             2 ,NULL,"NULL",,2025-06-01 10:00:00,
            3,"","two
            lines",,,1.250

            """");

        bed.Load().ShouldBe("people: 1 of 1 files, 3 rows, 0 rejected");
        bed.Query("select id, zip, name, born::varchar, seen::varchar, share from raw.people order by id").ShouldBe(
            """
            1|01234|O'Hara, "Sam"|2000-02-29|2025-06-01 08:00:00|1.25
            2||NULL||2025-06-01 10:00:00|
            3||two
            lines|||1.25
            """);
        bed.Query("select zip is null, zip = '' from raw.people order by id").ShouldBe("False|False\nTrue|\nFalse|True");
    }

    [Fact]
    public void Malformed_records_are_quarantined_and_cost_nobody_else()
    {
        using var bed = new LoadBed("streams: [{name: t, path: t.csv, columns: {a: integer}}]");
        bed.Write("t.csv", "a,b\n1,x\n2\n3,x,y\nfour,x\n5,\"open\n6,x\n7,\"x\"y\n8,x\n2147483648,x\n");

        bed.Load().ShouldStartWith("t: 1 of 1 files, 3 rows, 6 rejected");
        bed.Query("select a from raw.t order by a").ShouldBe("1\n6\n8");
        bed.Query("select line_number, raw_text, reason from raw.t__rejected order by 1").ShouldBe(
            """
            3|2|1 fields instead of 2
            4|3,x,y|3 fields instead of 2
            5|four,x|a is not INTEGER: four
            6|5,"open|text follows a closing quote
            8|7,"x"y|text follows a closing quote
            10|2147483648,x|a is not INTEGER: 2147483648
            """);
    }

    [Fact]
    public void Files_may_order_their_columns_differently_and_bring_new_ones()
    {
        using var bed = new LoadBed("streams: [{name: t, path: 'd/*.csv'}]");
        bed.Write("d/1.csv", "a,b\n1,2\n");
        bed.Write("d/2.csv", "B,a,c\n20,10,30\n");
        bed.Write("d/3.csv", "a\n100\n");

        bed.Load().ShouldBe("t: 3 of 3 files, 3 rows, 0 rejected");
        bed.Query("select a, b, c from raw.t order by a::integer").ShouldBe("1|2|\n10|20|30\n100||");
    }

    [Fact]
    public void Other_delimiters_quotes_and_files_without_header_are_read()
    {
        using var bed = new LoadBed(
            """
            streams:
              - {name: t, path: t.txt, format: csv, delimiter: '\t', quote: "'", header: false, columns: {a: integer, b: varchar}}
            """);
        bed.Write("t.txt", "1\t'x\ty'\n2\t'it''s'\n");

        bed.Load().ShouldBe("t: 1 of 1 files, 2 rows, 0 rejected");
        bed.Query("select a, b from raw.t order by a").ShouldBe("1|x\ty\n2|it's");
    }

    [Fact]
    public void A_header_that_names_a_column_twice_loads_nothing_of_the_file()
    {
        using var bed = new LoadBed("streams: [{name: t, path: '*.csv'}]");
        bed.Write("a.csv", "x,X\n1,2\n");
        bed.Write("b.csv", "x\n3\n");
        bed.Write("c.csv", "x,_raw_id\n3,4\n");

        bed.Load().ShouldBe(
            """
            t: 1 of 3 files, 1 rows, 0 rejected
              stream-column-conflict: a.csv does not fit raw.t, so nothing of it was loaded: its header names 'x' twice
              stream-column-conflict: c.csv does not fit raw.t, so nothing of it was loaded: its column '_raw_id' has the name of a column that the loader adds
            """);
    }
}
